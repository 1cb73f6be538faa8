using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Missions;

/// <summary>The durable side of a projection.</summary>
internal sealed class ProjectionRecord(IStore store, AssertionWriter assertions, SubjectIdentifiers subjects, EvidenceDesk desk, MissionClaims missionClaims, TimeProvider time)
{
    /// <summary>Signs and issues.</summary>
    /// <returns>The assertion, an error of the credential, or null when the Mission changed meanwhile.</returns>
    public async Task<Parsed<ProjectedAssertion>?> KeepAsync(
        ProjectionWish wish, DownstreamOptions server, string clientThere, Document<Mission> asked, ProjectionClaims claims, ImmutableArray<string> scopes,
        ProjectionDecision decision, CancellationToken cancellation)
    {
        Mission mission = asked.Value;
        DateTimeOffset now = time.GetUtcNow();
        string id = OpaqueHandle.New(OpaqueHandle.Assertion);
        string details = DetailsWriter.Write(mission.MissionRef, claims);
        ImmutableArray<string> resources = [.. claims.Grants.Select(grant => grant.At).Distinct(StringComparer.Ordinal)];
        string? sector = server.Sector.Length > 0 ? server.Sector : null;
        string assertion = assertions.Write(new AssertionClaims
        {
            TokenId = id,
            Subject = await subjects.ForAsync(claims.Subject, sector, cancellation),
            Audience = server.Issuer,
            ClientId = clientThere,
            IssuedAt = now,
            ExpiresAt = claims.ExpiresAt,
            Resource = wish.Resource ?? (resources.Length == 1 ? resources[0] : null),
            Scopes = scopes,
            MissionRef = mission.MissionRef,
            Mission = missionClaims.Of(mission, sector),
            PurposeKind = claims.PurposeKind,
            Params = claims.ParamsJson,
            AuthorizationDetails = details,
            Acr = mission.SignIn.Acr,
            AuthTime = mission.SignIn.At,
            Tenant = server.SendTenant ? mission.Tenant : null,
            Actor = claims.Actor,
            KeyThumbprint = wish.KeyThumbprint,
        });
        IssuedToken row = new()
        {
            TokenId = id,
            Kind = TokenKind.Assertion,
            FamilyId = wish.FamilyId,
            MissionId = mission.MissionId,
            MissionVersion = mission.Version,
            ClientId = wish.Client.ClientId,
            Subject = mission.Subject,
            Audience = server.Issuer,
            KeyThumbprint = wish.KeyThumbprint,
            IssuedAt = now,
            ExpiresAt = claims.ExpiresAt,
        };
        Prepared<ProjectedAssertion> prepared = new(
            new ProjectedAssertion(assertion, details, scopes, now, claims.ExpiresAt), row, Evidence(EvidenceKinds.ProjectionIssued, wish, mission, decision, id));
        return await Issuance.KeepAsync(store, asked, wish.Credential, prepared, cancellation);
    }

    /// <summary>Keeps the evidence of a refusal.</summary>
    public Task RefuseAsync(ProjectionWish wish, Mission mission, ProjectionDecision decision, CancellationToken cancellation) =>
        Evidence(EvidenceKinds.ProjectionRefused, wish, mission, decision, null).KeepAsync(store, cancellation);

    private EvidenceDraft Evidence(string kind, ProjectionWish wish, Mission mission, ProjectionDecision decision, string? tokenId) => desk.Prepare(
        kind,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionId = mission.MissionId,
            MissionRef = mission.MissionRef,
            MissionVersion = mission.Version,
            Client = wish.Client.ClientId,
            PurposeKind = mission.Kind,
            Codes = [.. decision.Match(_ => [], refused => refused.Reasons).Select(reason => reason.Code).Distinct(StringComparer.Ordinal)],
            Actor = mission.Actor?.Id,
            CatalogDigest = mission.CatalogDigest,
            EnvelopeDigest = mission.EnvelopeDigest,
            TokenId = tokenId,
            Audience = wish.Audience,
        },
        new PersonalFacts { Subject = mission.Subject, Decision = DecisionJson.Write(decision) });
}
