using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>What was found outside: one action, or a wish for a token.</summary>
internal sealed record Wanted
{
    private Wanted()
    {
    }

    /// <summary>The subject that the action names; null for a token, which is always for the Mission's own.</summary>
    public string? Subject { get; private init; }

    /// <summary>The tenant that the action names; null for a token.</summary>
    public string? Tenant { get; private init; }

    /// <summary>The resource server, or null when it is not named.</summary>
    public string? At { get; private init; }

    /// <summary>The resource classes; empty for all of the server.</summary>
    public ValueArray<string> Resources { get; private init; }

    public ValueArray<string> Operations { get; private init; }

    /// <summary>What is wished of each attribute.</summary>
    public ValueArray<MergedBound> Wishes { get; private init; }

    /// <summary>Until when authority is wanted.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>What an envelope of now would still refuse.</summary>
    public required Func<CompiledEnvelope, DateTimeOffset, ValueArray<Reason>> Remaining { get; init; }

    /// <summary>The smallest change of the Mission's own values that helps.</summary>
    public required Func<CompiledPurpose, AppliedValues, NextStepFacts, ReapprovalProposal> Propose { get; init; }

    public static Wanted Of(DiscoveredAction action) => new()
    {
        Subject = action.Subject,
        Tenant = action.Tenant,
        At = action.Audience,
        Resources = [action.Resource],
        Operations = [action.Operation],
        Wishes = ParamsAmendment.Wishes(action),
        Until = action.Until,
        Remaining = (envelope, now) => Boundary.Decide(envelope, action with { At = Later(action.At, now) }).Match(
            _ => [], ask => ask.Crossings, deny => deny.Reasons),
        Propose = (purpose, stored, facts) => Reapproval.Propose(purpose, stored, facts.Envelope, action, facts.Crossings, facts.Now),
    };

    public static Wanted Of(DerivationRequest request) => new()
    {
        At = request.At,
        Resources = request.Resources,
        Operations = request.Operations,
        Wishes = ParamsAmendment.Wishes(request),
        Until = request.Until,
        Remaining = (envelope, now) => Derivation.Decide(envelope, request with { Now = Later(request.Now, now) }).Match(
            _ => [], ask => ask.Crossings, refused => refused.Reasons),
        Propose = (purpose, stored, facts) => Reapproval.Propose(purpose, stored, facts.Envelope, request, facts.Crossings, facts.Now),
    };

    /// <summary>The rules of an entry that are about it.</summary>
    public IEnumerable<AuthorityRule> Rules(CatalogEntry entry) => entry.Authority.Where(rule =>
        (Resources.IsEmpty || Resources.Contains(rule.Resource)) && (At is null || rule.At == At));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
