using System.Collections.Immutable;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Is this token inside the Mission? Judged by the same rules as the boundary question.</summary>
/// <remarks>Nothing is cut down silently: what is asked is inside, or it is refused with every crossing.
/// Source: derivation digest §3.1.</remarks>
public static class Derivation
{
    /// <summary>Answers the question.</summary>
    /// <param name="compiled">The envelope.</param>
    /// <param name="request">The wish.</param>
    public static DerivationDecision Decide(CompiledEnvelope compiled, DerivationRequest request)
    {
        MissionEnvelope envelope = compiled.Envelope;
        ValueArray<EnvelopeGrant> asked = Asked(envelope, request);
        ImmutableArray<DiscoveredAction> actions = [.. Pairs(envelope, request).Select(pair => Action(envelope, request, pair.Resource, pair.Operation))];
        ImmutableArray<BoundaryDecision> answers = Boundary.DecideAll(compiled, actions, MissionStandings.Good);
        ValueArray<Reason> crossings = Reasons.Sort(
        [
            .. answers.SelectMany(answer => answer.Match(_ => [], ask => ask.Crossings.Items, _ => [])).Where(reason => !IsBound(reason)),
            .. Concerned(envelope, request).SelectMany(grant => NarrowerBounds.Broader(grant, request.Constraints)),
        ]);
        ValueArray<Reason> denied = Reasons.Sort(
        [
            .. Standings.Reasons(request.Standing, inside: crossings.IsEmpty),
            .. answers.IsEmpty ? Over(compiled, request) : [],
            .. answers.SelectMany(answer => answer.Match(_ => [], _ => [], deny => deny.Reasons.Items)).Where(reason => !IsBound(reason)),
        ]);
        return !denied.IsEmpty ? new DerivationDecision.Refused([.. denied, .. crossings])
            : !crossings.IsEmpty ? new DerivationDecision.ReApprove(crossings)
            : asked.IsEmpty ? new DerivationDecision.Refused([NoTarget(envelope, request)])
            : new DerivationDecision.Issue(new TokenBounds(request.At, asked, request.Identifier, End(envelope, request)));
    }

    // The token carries the attribute bounds to the resource server, which judges them on each object; here only wider ones cross.
    private static bool IsBound(Reason reason) => reason.Code == ReasonCodes.ParamOutsideBounds
        || (reason.Code == ReasonCodes.ResourceOutsideBounds && reason.Detail?.StartsWith(Reasons.AttributeMissing, StringComparison.Ordinal) == true);

    // How the Mission stands does not hang on what is asked: where nothing asked is in the envelope, its state is judged all the same.
    private static IEnumerable<Reason> Over(CompiledEnvelope compiled, DerivationRequest request)
    {
        DiscoveredAction nothing = Action(compiled.Envelope, request, string.Empty, string.Empty);
        return Reasons.Of<Outcome.Refuse>(compiled.Boundary.Ask(nothing), compiled.Boundary.Question(nothing))
            .Where(reason => reason.Dimension == Dimension.State);
    }

    private static IEnumerable<(string Resource, string Operation)> Pairs(MissionEnvelope envelope, DerivationRequest request)
    {
        ValueArray<EnvelopeGrant> here = envelope.Grants.Where(grant => grant.At == request.At).ToValueArray();
        ValueArray<string> resources = request.Resources.IsEmpty ? here.Select(grant => grant.Resource).ToSortedSet() : request.Resources;
        return resources.SelectMany(resource =>
            (request.Operations.IsEmpty ? Held(envelope, resource, request.At) : request.Operations).Select(operation => (resource, operation)));
    }

    private static ValueArray<string> Held(MissionEnvelope envelope, string resource, string at) => envelope.Grants
        .Where(grant => grant.Resource == resource && grant.At == at)
        .SelectMany(grant => grant.Operations)
        .Where(operation => !envelope.Never.Any(rule => rule.Resource == resource && rule.Operations.Contains(operation)))
        .ToSortedSet();

    private static DiscoveredAction Action(MissionEnvelope envelope, DerivationRequest request, string resource, string operation) => new()
    {
        Subject = envelope.Subject,
        Tenant = envelope.Tenant,
        Resource = resource,
        Operation = operation,
        Audience = request.At,
        At = request.Now,
        Until = request.Until,
        Attributes = request.Identifier is null ? [] : [new AttributeValue("id", FactValue.Text(request.Identifier))],
    };

    private static ValueArray<EnvelopeGrant> Asked(MissionEnvelope envelope, DerivationRequest request) =>
        [.. envelope.Grants
            .Where(grant => grant.At == request.At && (request.Resources.IsEmpty || request.Resources.Contains(grant.Resource)))
            .Select(grant => grant with
            {
                Operations = Held(envelope, grant.Resource, request.At)
                    .Where(operation => grant.Operations.Contains(operation) && (request.Operations.IsEmpty || request.Operations.Contains(operation)))
                    .ToSortedSet(),
                Where = NarrowerBounds.Of(grant, request.Constraints),
            })
            .Where(grant => !grant.Operations.IsEmpty)];

    // An operation that nobody holds is judged by the bounds of every grant there, so that one answer shows all that is crossed.
    private static IEnumerable<EnvelopeGrant> Concerned(MissionEnvelope envelope, DerivationRequest request)
    {
        EnvelopeGrant[] there =
        [
            .. envelope.Grants.Where(grant => grant.At == request.At && (request.Resources.IsEmpty || request.Resources.Contains(grant.Resource))),
        ];
        bool anyIsNotHeld = request.Operations.Any(operation => there.All(grant => !grant.Operations.Contains(operation)));
        return anyIsNotHeld || request.Operations.IsEmpty
            ? there
            : there.Where(grant => grant.Operations.Any(request.Operations.Contains));
    }

    private static Reason NoTarget(MissionEnvelope envelope, DerivationRequest request) => new()
    {
        Code = ReasonCodes.InvalidTarget,
        Dimension = Dimension.Object,
        Asked = request.At,
        Allowed = envelope.Grants.Select(grant => grant.At).ToSortedSet(),
    };

    private static DateTimeOffset End(MissionEnvelope envelope, DerivationRequest request)
    {
        DateTimeOffset end = Lifetime.After(request.Now, request.TokenLifetime);
        end = request.Until < end ? request.Until.Value : end;
        return end < envelope.Lifetime.End ? end : envelope.Lifetime.End;
    }
}
