using System.CommandLine;
using MissionPolicy.CatalogLint.Commands;
using MissionPolicy.CatalogLint.Commands.Drawing;
using MissionPolicy.Engine.Loading.Schema;

namespace MissionPolicy.CatalogLint;

/// <summary>Every command, on one page.</summary>
internal static class CommandTable
{
    public static RootCommand Root(ToolHost host)
    {
        RootCommand root = new("Reviews purpose catalogs. Exit codes: 0 clean, 1 findings, 2 could not run. Without a command: check.");
        Check(host, root);
        root.Add(Check(host, new Command("check", "Tells the mistakes of the language and what is unwise, at its place.")));
        root.Add(Test(host, new Command("test", "Runs the cases of every entry.")));
        root.Add(CompareCommands.Diff(host));
        root.Add(CompareCommands.Explain(host));
        root.Add(GraphCommand.Of(host));
        root.Add(CompareCommands.Replay(host));
        root.Add(StartCommands.New(host));
        root.Add(Schema(host));
        return root;
    }

    private static Command Check(ToolHost host, Command command)
    {
        CatalogOptions options = new(command);
        Option<string?> baseline = new("--base") { Description = "The catalog that this one is to replace, a folder or a git revision: versions have to rise with the meaning." };
        command.Add(baseline);
        options.Run(host, (run, parsed) => CheckCommand.Run(host, run, parsed.GetValue(baseline)));
        return command;
    }

    private static Command Test(ToolHost host, Command command)
    {
        CatalogOptions options = new(command);
        options.Run(host, (run, _) => TestCommand.Run(host, run));
        return command;
    }

    private static Command Schema(ToolHost host)
    {
        Command command = new("schema", "Prints the JSON Schema that editors complete with.");
        command.SetAction(_ =>
        {
            host.Output.Write(CatalogSchema.Generate());
            return ExitCodes.Clean;
        });
        return command;
    }
}
