using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Projects a Mission to another authorization server: the minimum, for one audience, for a few minutes.</summary>
/// <remarks>Source: article, "Projection across domains"; id-jag digest §2.</remarks>
internal sealed class MissionProjection(
    IStore store, MissionSeal seal, MissionCeilings ceilings, MissionStandingOf standings, CatalogHost catalog, ProjectionRecord record,
    IOptions<List<DownstreamOptions>> downstream, TimeProvider time, DecisionTelemetry telemetry)
{
    /// <summary>Issues an assertion, or says why not.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public async Task<Parsed<ProjectedAssertion>> IssueAsync(ProjectionWish wish, CancellationToken cancellation)
    {
        DownstreamOptions? server = downstream.Value.FirstOrDefault(candidate => candidate.Issuer == wish.Audience);
        if (server is null || !server.Clients.TryGetValue(wish.Client.ClientId, out string? clientThere))
        {
            return OAuthErrors.InvalidTarget.Because("the audience is not known for this client");
        }

        return await Issuance.AskAsync(
            store, wish.MissionId, wish.Detail, found => OnceAsync(wish, server, clientThere, found, cancellation), cancellation);
    }

    private async Task<Parsed<ProjectedAssertion>?> OnceAsync(
        ProjectionWish wish, DownstreamOptions server, string clientThere, Document<Mission> found, CancellationToken cancellation)
    {
        found = await ceilings.MeetAsync(found, cancellation);
        Mission mission = found.Value;
        DateTimeOffset now = time.GetUtcNow();
        CompiledEnvelope envelope = seal.Held(mission);
        MissionStandings standing = standings.Ask(mission, wish.Client, wish.KeyThumbprint, now);
        if (!ProjectionQuestion.Of(wish, server.As, mission, envelope.Envelope, catalog.Current.Vocabulary, standing, now)
            .TryGet(out ProjectionRequest? request, out OAuthError? unreadable))
        {
            return unreadable;
        }

        ProjectionDecision decision = Ask(envelope, request);
        if (ProjectionRefusals.Of(mission, envelope.Envelope, server.As, decision, now) is { } refused)
        {
            await record.RefuseAsync(wish, mission, decision, cancellation);
            return refused;
        }

        ProjectionClaims claims = decision.Match(project => project.Claims, _ => null!);
        ImmutableArray<string> scopes = DerivationQuestion.Scopes(
            claims.Grants.Select(grant => (grant.Resource, grant.Operations.AsEnumerable())));
        string? outside = wish.Scopes.FirstOrDefault(scope => !scopes.Contains(scope, StringComparer.Ordinal));
        return outside is not null
            ? OAuthErrors.InvalidScope.Because($"not inside what may cross: {outside}")
            : await record.KeepAsync(wish, server, clientThere, found, claims, scopes, decision, cancellation);
    }

    private ProjectionDecision Ask(CompiledEnvelope envelope, ProjectionRequest request)
    {
        using DecisionStep step = telemetry.Begin(DecisionKind.Projection);
        ProjectionDecision decision = Projection.Decide(catalog.Current.Vocabulary, envelope, request);
        DecisionSummary answer = DecisionSummary.Of(decision);
        step.Answered(answer);
        telemetry.Count(DecisionKind.Projection, answer);
        return decision;
    }
}
