using System.CommandLine;
using MissionPolicy.CatalogLint.Findings;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary>The argument and options of a command over one catalog folder.</summary>
internal sealed class CatalogOptions
{
    private readonly Command command;
    private readonly Argument<string> folder = new("folder") { Description = "The catalog: the folder with purposes/ and vocabulary/.", DefaultValueFactory = _ => "catalog" };
    private readonly Option<OutputFormat> format = FormatOption();
    private readonly Option<FailOn?> failOn = new("--fail-on") { Description = "From which findings on the run fails: note, warning, error or never." };
    private readonly Option<string?> configuration = new("--config") { Description = "The configuration; otherwise .catalog-lint.yaml of the catalog's folder or of the working folder." };
    private readonly Option<bool> watch = new("--watch") { Description = "Runs again whenever a file changes, until Ctrl+C." };

    public CatalogOptions(Command command)
    {
        this.command = command;
        command.Add(folder);
        command.Add(format);
        command.Add(failOn);
        command.Add(configuration);
        command.Add(watch);
    }

    public static Option<OutputFormat> FormatOption() =>
        new("--format") { Description = "Who reads the output: human, json, sarif, github or junit.", DefaultValueFactory = _ => OutputFormat.Human };

    /// <summary>What the command does.</summary>
    public void Run(ToolHost host, Func<FolderRun, ParseResult, int> run) => command.SetAction((parsed, cancellation) =>
    {
        FolderRun asked = new()
        {
            Folder = parsed.GetRequiredValue(folder),
            Format = parsed.GetValue(format),
            FailOn = parsed.GetValue(failOn),
            Configuration = parsed.GetValue(configuration),
        };
        return parsed.GetValue(watch)
            ? Watch.RunAsync(host, asked, () => run(asked, parsed), cancellation)
            : Task.FromResult(run(asked, parsed));
    });
}
