using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>What the next step of a crossing hangs on.</summary>
public sealed record NextStepFacts
{
    /// <summary>The catalog, as it is now.</summary>
    public required CompiledCatalog Catalog { get; init; }

    /// <summary>The Mission's applied values; with them the client and the person.</summary>
    public required AppliedValues Stored { get; init; }

    /// <summary>The Mission's envelope; with it the kind.</summary>
    public required CompiledEnvelope Envelope { get; init; }

    /// <summary>What is crossed.</summary>
    public required ValueArray<Reason> Crossings { get; init; }

    /// <summary>Requests of the same client for the same person that are not decided yet; the order does not matter.</summary>
    public ValueArray<PendingQuestion> Pending { get; init; }

    /// <summary>Whether the client can ask for a deferred answer, without which no review begins.</summary>
    public bool MayDefer { get; init; }

    /// <summary>Whether another subject that is asked for can be a person who signs in.</summary>
    public bool MayOtherSubjectSignIn { get; init; } = true;

    /// <summary>The time of the question.</summary>
    public required DateTimeOffset Now { get; init; }
}
