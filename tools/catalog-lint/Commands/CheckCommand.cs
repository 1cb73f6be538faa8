using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary><c>catalog-lint check</c>: every mistake of the language.</summary>
internal static class CheckCommand
{
    public static int Run(string folder, OutputFormat format, TextWriter output)
    {
        ImmutableArray<CatalogSource> sources = CatalogFolder.Read(folder);
        ImmutableArray<Finding> findings = CatalogLoader.Load(sources).Match(
            _ => [],
            refused => refused.Diagnostics.Select(Finding.Of).ToImmutableArray());
        FindingReporter.Write(output, format, folder, findings, $"{sources.Length} files, no mistakes.");
        return findings.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }
}
