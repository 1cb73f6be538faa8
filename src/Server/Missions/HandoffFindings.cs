using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>What the engine says about a handoff, with what it was asked on.</summary>
internal sealed record HandoffFindings
{
    public required HandoffQuestion Question { get; init; }

    public required BootstrapDecision Decision { get; init; }

    /// <summary>The digest of the catalog that decided.</summary>
    public required string CatalogDigest { get; init; }

    /// <summary>The entry, or null when the catalog has none of that kind.</summary>
    public CompiledPurpose? Purpose { get; init; }

    /// <summary>The applied context, or null when it was refused.</summary>
    public AppliedContext? Applied { get; init; }

    /// <summary>The Mission that the request names; null where it names none, or one that client and person may not know.</summary>
    public Mission? Named { get; init; }

    /// <summary>The facts about the subject, or null when nobody signed in.</summary>
    public SubjectFacts? Subject { get; init; }
}
