using System.CommandLine;
using MissionPolicy.CatalogLint.Commands;
using MissionPolicy.Engine.Loading.Schema;

namespace MissionPolicy.CatalogLint;

/// <summary>Every command, on one page.</summary>
internal static class CommandTable
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "The catalog: the folder with purposes/ and vocabulary/.",
        DefaultValueFactory = _ => "catalog",
    };

    private static readonly Option<OutputFormat> Format = new("--format") { Description = "Who reads the output: human, json or github.", DefaultValueFactory = _ => OutputFormat.Human };

    public static RootCommand Root(TextWriter output, TextWriter errors)
    {
        RootCommand root = new("Reviews purpose catalogs. Exit codes: 0 clean, 1 findings, 2 could not run.")
        {
            Over("check", "Tells every mistake of the language, at its place.", output, errors, CheckCommand.Run),
            Over("test", "Runs the cases of every entry.", output, errors, TestCommand.Run),
            Schema(output),
        };
        return root;
    }

    private static Command Over(string name, string description, TextWriter output, TextWriter errors, Func<string, OutputFormat, TextWriter, int> run)
    {
        Command command = new(name, description) { Folder, Format };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(Folder);
            if (!Directory.Exists(folder))
            {
                errors.WriteLine($"There is no folder {folder}.");
                return ExitCodes.CouldNotRun;
            }

            try
            {
                return run(folder, parsed.GetValue(Format), output);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                errors.WriteLine(unreadable.Message);
                return ExitCodes.CouldNotRun;
            }
        });
        return command;
    }

    private static Command Schema(TextWriter output)
    {
        Command command = new("schema", "Prints the JSON Schema that editors complete with.");
        command.SetAction(_ =>
        {
            output.Write(CatalogSchema.Generate());
            return ExitCodes.Clean;
        });
        return command;
    }
}
