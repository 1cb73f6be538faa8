using System.Collections.Immutable;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Missions;

/// <summary>The durable side of a derivation: nothing leaves the server whose record is not on disk.</summary>
internal sealed class DerivationRecord(IStore store, AccessTokenWriter tokens, SubjectIdentifiers subjects, StatusPlaces places, EvidenceDesk desk, MissionClaims missionClaims)
{
    /// <summary>Signs a token and prepares its record.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="bounds">What the engine allows.</param>
    /// <param name="scopes">The scopes that are granted.</param>
    /// <param name="decision">The engine's answer, for the record.</param>
    /// <param name="now">The time of the answer.</param>
    /// <param name="cancellation">Stops before anything was signed.</param>
    public async Task<Prepared<DerivedToken>> PrepareAsync(
        DerivationWish wish, Mission mission, TokenBounds bounds, ImmutableArray<string> scopes, DerivationDecision decision, DateTimeOffset now, CancellationToken cancellation)
    {
        StatusPlace? place = await places.TakeAsync(cancellation);
        string id = OpaqueHandle.New(OpaqueHandle.AccessToken);
        string details = DetailsWriter.Write(mission.MissionRef, bounds);
        MissionClaim? claim = missionClaims.Of(mission, wish.Client.Sector);
        string token = tokens.Write(new AccessTokenClaims
        {
            TokenId = id,
            Subject = await subjects.ForAsync(mission.Subject, wish.Client.Sector, cancellation),
            Audience = bounds.At,
            ClientId = wish.Client.ClientId,
            IssuedAt = now,
            ExpiresAt = bounds.ExpiresAt,
            Scopes = scopes,
            SignIn = mission.SignIn,
            AuthorizationDetails = details,
            KeyThumbprint = wish.KeyThumbprint,
            MissionRef = mission.MissionRef,
            MissionProvisional = mission.IsProvisional,
            Mission = claim,
            Status = place,
            Actor = mission.Actor?.Id,
        });
        return new Prepared<DerivedToken>(
            new DerivedToken(token, details, scopes, now, bounds.ExpiresAt, mission, claim),
            new IssuedToken
            {
                TokenId = id,
                Kind = TokenKind.Access,
                FamilyId = wish.FamilyId,
                MissionId = mission.MissionId,
                MissionVersion = mission.Version,
                ClientId = wish.Client.ClientId,
                Subject = mission.Subject,
                Audience = bounds.At,
                KeyThumbprint = wish.KeyThumbprint,
                Parent = wish.Parent,
                IssuedAt = now,
                ExpiresAt = bounds.ExpiresAt,
                StatusNumber = place?.Number,
            },
            Evidence(EvidenceKinds.DerivationIssued, wish, mission, decision, bounds.At, id, scopes, Digest.Of(CanonicalJson.Serialize(details)), null));
    }

    /// <summary>Issues.</summary>
    /// <returns>The token, an error of the credential, or null when the Mission changed meanwhile.</returns>
    public Task<Parsed<DerivedToken>?> KeepAsync(DerivationWish wish, Document<Mission> asked, Prepared<DerivedToken> prepared, CancellationToken cancellation) =>
        Issuance.KeepAsync(store, asked, wish.Credential, prepared, cancellation);

    /// <summary>Keeps the evidence of a refusal.</summary>
    /// <param name="wish">What was asked for.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="audience">The server asked for, if it is a known one.</param>
    /// <param name="decision">The engine's answer.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public Task RefuseAsync(DerivationWish wish, Mission mission, string? audience, DerivationDecision decision, CancellationToken cancellation)
    {
        // What was refused may name other people; it can be erased.
        PersonalFacts personal = new() { Subject = mission.Subject, Audience = audience is null ? wish.At : null, Decision = DecisionJson.Write(decision) };
        return Evidence(EvidenceKinds.DerivationRefused, wish, mission, decision, audience, null, [], null, personal).KeepAsync(store, cancellation);
    }

    // Of what was issued the log keeps what is nobody's data: where, what for, and the digest of the details, which the Mission's envelope explains.
    private EvidenceDraft Evidence(
        string kind, DerivationWish wish, Mission mission, DerivationDecision decision, string? audience, string? tokenId, ImmutableArray<string> scopes, string? detailsDigest, PersonalFacts? personal) => desk.Prepare(
        kind,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionId = mission.MissionId,
            MissionRef = mission.MissionRef,
            MissionVersion = mission.Version,
            Client = wish.Client.ClientId,
            PurposeKind = mission.Kind,
            Codes = [.. decision.Match(_ => [], ask => ask.Crossings, refused => refused.Reasons).Select(reason => reason.Code).Distinct(StringComparer.Ordinal)],
            Actor = mission.Actor?.Id,
            CatalogDigest = mission.CatalogDigest,
            EnvelopeDigest = mission.EnvelopeDigest,
            TokenId = tokenId,
            Audience = audience,
            Scopes = scopes,
            DetailsDigest = detailsDigest,
        },
        personal);
}
