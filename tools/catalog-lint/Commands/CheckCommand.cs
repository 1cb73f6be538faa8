using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary><c>catalog-lint check</c>: the mistakes of the language, and what is unwise.</summary>
internal static class CheckCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    /// <param name="baseline">The catalog that this one is to replace: a folder or a revision, or null.</param>
    public static int Run(ToolHost host, FolderRun asked, string? baseline)
    {
        LintConfiguration configuration = ConfigurationFile.Load(host, asked.Configuration, asked.Folder);
        ImmutableArray<CatalogSource> sources = CatalogFolder.Read(host.Resolve(asked.Folder));
        using ProgressLine progress = new(host, "checked", sources.Length);
        Linter linter = new(configuration)
        {
            Base = baseline is null ? null : CatalogPlace.Compile(host, baseline, asked.Folder),
            OnEntry = () => progress.Step(),
        };
        LintReport found = linter.Run(sources);
        progress.Dispose();
        FindingReporter.Write(host, asked.Format, new Report
        {
            Findings = found.Findings,
            Folder = asked.Folder,
            WhenClean = string.Create(CultureInfo.InvariantCulture, $"{found.Files} files, no mistakes."),
        });
        return (asked.FailOn ?? configuration.FailOn).ExitCode(found.Findings);
    }
}
