using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Remediation;

/// <summary>A crossing of a stored Mission, by an action or by a wish for a token.</summary>
internal sealed record Crossing
{
    private Crossing()
    {
    }

    public required Mission Mission { get; init; }

    public required CompiledEnvelope Envelope { get; init; }

    public required ValueArray<Reason> Crossings { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the subject asked for is a person, not a subject of another type.</summary>
    public bool IsPerson { get; init; } = true;

    /// <summary>The smallest change of the Mission's own values that helps.</summary>
    public required Func<CompiledPurpose, AppliedValues, ReapprovalProposal> Propose { get; init; }

    /// <summary>The next step.</summary>
    public required Func<NextStepFacts, NextStep> Continue { get; init; }

    /// <summary>What was wanted, as a detail of a token request.</summary>
    public required WantedSlice Slice { get; init; }

    public static Crossing Of(Mission mission, CompiledEnvelope envelope, DiscoveredAction action, ValueArray<Reason> crossings, DateTimeOffset now) => new()
    {
        Mission = mission,
        Envelope = envelope,
        Crossings = crossings,
        Now = now,
        Propose = (purpose, values) => Reapproval.Propose(purpose, values, envelope, action, crossings, now),
        Continue = facts => Continuing.Decide(facts, action),
        Slice = new WantedSlice
        {
            At = action.Audience ?? Only(envelope.Envelope.Grants.Where(grant => grant.Resource == action.Resource).Select(grant => grant.At)),
            Resources = [action.Resource],
            Operations = [action.Operation],
            Identifier = action.Attributes.FirstOrDefault(attribute => attribute.Name == "id") is { Value.IsAbsent: false } id ? id.Value.ToString() : null,
            Where = [.. action.Attributes.Where(attribute => attribute.Name != "id" && !attribute.Value.IsAbsent).Select(Bound)],
        },
    };

    public static Crossing Of(Mission mission, CompiledEnvelope envelope, DerivationRequest request, ValueArray<Reason> crossings, DateTimeOffset now) => new()
    {
        Mission = mission,
        Envelope = envelope,
        Crossings = crossings,
        Now = now,
        Propose = (purpose, values) => Reapproval.Propose(purpose, values, envelope, request, crossings, now),
        Continue = facts => Continuing.Decide(facts, request),
        Slice = new WantedSlice
        {
            At = request.At,
            Resources = request.Resources,
            Operations = request.Operations,
            Identifier = request.Identifier,
            Where = [.. request.Constraints.OfType<Condition.Test>().Select(test => new AttributeBound(test.Fact.Path, test))],
        },
    };

    private static AttributeBound Bound(AttributeValue attribute) => new(
        attribute.Name,
        When.Is(FactName.Attribute(attribute.Name), attribute.Value.Kind == FactKind.TextSet ? Comparison.SubsetOf : Comparison.Equal, attribute.Value));

    private static string? Only(IEnumerable<string> servers) =>
        servers.Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;
}
