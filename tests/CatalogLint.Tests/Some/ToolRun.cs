namespace MissionPolicy.CatalogLint.Tests.Some;

/// <summary>One run of the tool, in this process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">Why it could not run.</param>
internal sealed record ToolRun(int Code, string Output, string Errors)
{
    public static Task<ToolRun> InAsync(string workingDirectory, params string[] args) => InAsync(workingDirectory, host => host, args);

    public static async Task<ToolRun> InAsync(string workingDirectory, Func<ToolHost, ToolHost> with, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter errors = new() { NewLine = "\n" };
        ToolHost host = with(new ToolHost { Output = output, Errors = errors, WorkingDirectory = workingDirectory });
        int code = await Tool.RunAsync(args, host, TestContext.Current.CancellationToken);
        return new ToolRun(code, output.ToString(), errors.ToString());
    }
}
