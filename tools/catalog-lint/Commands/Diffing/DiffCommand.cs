using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary><c>catalog-lint diff</c>: what a change makes possible, with a witness for each widening.</summary>
internal static class DiffCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    public static int Run(ToolHost host, DiffRun asked)
    {
        (CompiledCatalog before, CompiledCatalog after) =
            (CatalogPlace.Compile(host, asked.Before, asked.Folder), CatalogPlace.Compile(host, asked.After, asked.Folder));
        CatalogDifference difference = CatalogDiff.Compare(before, after);
        LiveImpact? live = asked.Missions is null ? null : Live(before, after, MissionsFile.Read(host, asked.Missions));
        switch (asked.Format)
        {
            case OutputFormat.Human:
                DiffForPeople.Write(host, difference, live);
                break;
            case OutputFormat.Json:
                DiffJson.Write(host.Output, difference, live);
                break;
            default:
                FindingReporter.Write(host, asked.Format, new Report
                {
                    Findings = DiffFindings.Of(difference, after, live),
                    Folder = Directory.Exists(host.Resolve(asked.After)) ? asked.After : asked.Folder,
                    WhenClean = "The catalogs allow the same.",
                });
                break;
        }

        return Fails(asked.FailOn, difference) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static LiveImpact Live(CompiledCatalog before, CompiledCatalog after, ImmutableArray<LiveMissionLine> missions) =>
        new(missions.Length, MissionImpact.Of(before, after, missions));

    // What could not be compared may be wider, so it fails the gate that asks for wider.
    private static bool Fails(DiffFailOn failOn, CatalogDifference difference) => failOn switch
    {
        DiffFailOn.Widened => difference.IsWidened || difference.IsUndecided,
        DiffFailOn.Changed => difference.Purposes.Any(purpose => purpose.Classification != Change.Equivalent),
        _ => false,
    };
}
