using System.CommandLine;
using System.CommandLine.Invocation;

namespace MissionPolicy.CatalogLint;

/// <summary>The tool as its users call it: arguments in, exit code out.</summary>
internal static class Tool
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="host">Where it runs.</param>
    /// <param name="cancellation">Ends <c>--watch</c>.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, ToolHost host, CancellationToken cancellation)
    {
        // `@file` is an action in a file, not a file of arguments.
        ParseResult parsed = CommandTable.Root(host).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            InvocationConfiguration invocation = new() { Output = host.Output, Error = host.Errors, EnableDefaultExceptionHandler = false };
            int code = await parsed.InvokeAsync(invocation, cancellation);
            return parsed.Action is ParseErrorAction ? ExitCodes.CouldNotRun : code;
        }
        catch (Exception unable) when (unable is CouldNotRunException or IOException or UnauthorizedAccessException)
        {
            await host.Errors.WriteLineAsync(Terminal.SafeText.OneLine(unable.Message));
            return ExitCodes.CouldNotRun;
        }
    }
}
