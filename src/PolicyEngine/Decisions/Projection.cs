using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What may cross to this audience?</summary>
/// <remarks>Source: article, "Projection Minimization Rules": what the audience needs to mint one bounded token, and nothing more.</remarks>
public static class Projection
{
    /// <summary>Answers the question.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="request">The wish.</param>
    public static ProjectionDecision Decide(CatalogVocabulary vocabulary, MissionEnvelope envelope, ProjectionRequest request)
    {
        EnvelopeAudience? audience = envelope.Audiences.FirstOrDefault(candidate => candidate.As == request.Audience);
        ValueArray<ProjectedGrant> slice = audience is null ? [] : Slice(envelope, audience, request);
        ValueArray<Reason> reasons = Reasons.Sort(
        [
            .. Standings.Reasons(request.Standing, inside: false),
            .. State(envelope, request),
            .. audience is null ? [Reason(ReasonCodes.InvalidTarget, request.Audience, envelope.Audiences.Select(a => a.As), SourcePosition.None)] : Checks(vocabulary, audience, slice, request),
            .. request.Depth > envelope.PropagationDepth ? [Depth(envelope, request)] : Array.Empty<Reason>(),
        ]);
        return reasons.IsEmpty && audience is not null
            ? new ProjectionDecision.Project(Claims(envelope, audience, slice, request))
            : new ProjectionDecision.Refused(reasons);
    }

    private static IEnumerable<Reason> State(MissionEnvelope envelope, ProjectionRequest request)
    {
        if (request.IsProvisional)
        {
            yield return new Reason { Code = ReasonCodes.ProvisionalNotAllowed, Dimension = Dimension.State };
        }

        if (!envelope.Lifetime.Contains(request.Now))
        {
            yield return new Reason { Code = ReasonCodes.MissionNotActive, Dimension = Dimension.State, RuleId = "lifetime.active" };
        }
    }

    private static IEnumerable<Reason> Checks(
        CatalogVocabulary vocabulary, EnvelopeAudience audience, ValueArray<ProjectedGrant> slice, ProjectionRequest request)
    {
        foreach (string resource in request.Resources.Where(resource => slice.All(grant => grant.Resource != resource)))
        {
            yield return Reason(ReasonCodes.PropagationAudience, resource, audience.Resources, audience.Position);
        }

        foreach (string operation in request.Operations.Where(operation => !slice.All(grant => grant.Operations.Contains(operation))))
        {
            yield return Reason(ReasonCodes.OperationOutside, operation, slice.SelectMany(grant => grant.Operations), audience.Position);
        }

        if (slice.IsEmpty)
        {
            yield return Reason(ReasonCodes.InvalidTarget, request.At, audience.Resources, audience.Position);
        }

        if (audience.Require is { } require && !StepUp.IsMet(vocabulary, require, request.SignIn, request.Now))
        {
            yield return new Reason
            {
                Code = ReasonCodes.SignInTooWeak,
                Dimension = Dimension.Authentication,
                RuleId = $"propagation.audience.{audience.As}.require",
                Position = audience.Position,
                Asked = request.SignIn.Acr,
                Allowed = require.Acr is null ? [] : [require.Acr],
            };
        }
    }

    private static Reason Depth(MissionEnvelope envelope, ProjectionRequest request) => new()
    {
        Code = ReasonCodes.PropagationDepth,
        Dimension = Dimension.Propagation,
        RuleId = "propagation.depth",
        Asked = Text(request.Depth),
        Allowed = [Text(envelope.PropagationDepth)],
    };

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Reason Reason(string code, string? asked, IEnumerable<string> allowed, SourcePosition position) => new()
    {
        Code = code,
        Dimension = Dimension.Propagation,
        RuleId = "propagation.audience",
        Position = position,
        Asked = asked,
        Allowed = allowed.ToSortedSet(),
    };

    private static ValueArray<ProjectedGrant> Slice(MissionEnvelope envelope, EnvelopeAudience audience, ProjectionRequest request) =>
        [.. envelope.Grants
            .Where(grant => audience.Resources.Contains(grant.Resource)
                && (request.At is null || grant.At == request.At)
                && (request.Resources.IsEmpty || request.Resources.Contains(grant.Resource)))
            .Select(grant => new ProjectedGrant(grant.Resource, grant.At, Held(envelope, grant)))
            .Where(grant => !grant.Operations.IsEmpty)
            .OrderBy(grant => grant.Resource, StringComparer.Ordinal)
            .ThenBy(grant => grant.At, StringComparer.Ordinal)];

    private static ValueArray<string> Held(MissionEnvelope envelope, EnvelopeGrant grant) => grant.Operations
        .Where(operation => !envelope.Never.Any(rule => rule.Resource == grant.Resource && rule.Operations.Contains(operation)))
        .ToSortedSet();

    private static ProjectionClaims Claims(
        MissionEnvelope envelope, EnvelopeAudience audience, ValueArray<ProjectedGrant> slice, ProjectionRequest request)
    {
        DateTimeOffset end = Lifetime.After(request.Now, audience.AssertionLifetime);
        return new ProjectionClaims
        {
            Audience = audience.As,
            Subject = envelope.Subject,
            PurposeKind = envelope.Kind,
            ParamsJson = Params(envelope, audience),
            Actor = audience.ProjectActor == ActorProjection.WhenVerified ? envelope.Actor : null,
            Grants = request.Operations.IsEmpty
                ? slice
                : slice.Select(grant => grant with { Operations = request.Operations.ToSortedSet() }).ToValueArray(),
            ExpiresAt = end < envelope.Lifetime.End ? end : envelope.Lifetime.End,
        };
    }

    private static string Params(MissionEnvelope envelope, EnvelopeAudience audience)
    {
        using JsonDocument governing = JsonDocument.Parse(envelope.GoverningParams);
        IEnumerable<string> members = audience.ProjectParams
            .Where(name => governing.RootElement.TryGetProperty(name, out _))
            .Select(name => $"\"{JsonEncodedText.Encode(name)}\":{governing.RootElement.GetProperty(name).GetRawText()}");
        return CanonicalJson.Serialize($"{{{string.Join(',', members)}}}");
    }
}
