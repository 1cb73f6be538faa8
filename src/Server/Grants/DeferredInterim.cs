using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>What the entry permits before the decision: an interim ID Token, and a restricted Mission to use it with.</summary>
/// <remarks>The interim ID Token holds no <c>client_context</c>, so no Mission can be
/// made from it. Source: DTR 1.0; deferred digest §7.</remarks>
internal sealed class DeferredInterim(
    IdTokenWriter idTokens, SubjectIdentifiers subjects, MissionSeal seal, EvidenceDesk desk, IOptions<ServerOptions> options, TimeProvider time, ILogger<DeferredInterim> log)
{
    public const string Reason = "provisional";

    /// <summary>Signs the interim ID Token and prepares its records; nothing where the entry permits none.</summary>
    /// <param name="process">The request, as the exchange leaves it.</param>
    /// <param name="review">Its review.</param>
    /// <param name="mission">Its proposed Mission.</param>
    /// <param name="client">The client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<(PreparedTokens? Tokens, string? IdToken, ProvisionalStart? Start)> PrepareAsync(
        DeferredProcess process, ReviewCase? review, Mission? mission, Client client, string keyThumbprint, CancellationToken cancellation)
    {
        if (review is not { Terms.InterimIdToken: true } || mission is null)
        {
            return (null, null, null);
        }

        DateTimeOffset now = time.GetUtcNow();
        ProvisionalStart? start = Start(review, mission, process, keyThumbprint);
        // It is the only credential of what is provisional, so it lasts as long; an ID Token of nothing lasts as long as others.
        DateTimeOffset end = start?.EndsAt ?? now + TimeSpan.FromSeconds(options.Value.IdTokenSeconds);
        end = process.ExpiresAt < end ? process.ExpiresAt : end;
        string id = OpaqueHandle.New(OpaqueHandle.IdToken);
        string token = idTokens.Write(new IdTokenClaims
        {
            TokenId = id,
            Subject = await subjects.ForAsync(process.Subject, client.Sector, cancellation),
            ClientId = client.ClientId,
            Nonce = process.Nonce,
            IssuedAt = now,
            ExpiresAt = end,
            SignIn = process.SignIn,
            IsInterim = true,
        });
        GrantFamily family = new()
        {
            FamilyId = process.InterimFamilyId!,
            ClientId = client.ClientId,
            Subject = process.Subject,
            MissionId = start is null ? null : mission.MissionId,
            IsInterim = true,
            CreatedAt = now,
            ExpiresAt = process.ExpiresAt,
        };
        IssuedToken row = new()
        {
            TokenId = id,
            Kind = TokenKind.InterimIdentity,
            FamilyId = family.FamilyId,
            MissionId = family.MissionId,
            ClientId = client.ClientId,
            Subject = process.Subject,
            Audience = client.ClientId,
            KeyThumbprint = keyThumbprint,
            IssuedAt = now,
            ExpiresAt = end,
        };
        TokenResponse none = new() { AccessToken = string.Empty, TokenType = GrantTypes.NotApplicable, ExpiresIn = 0 };
        return (new PreparedTokens(none, family, null, ImmutableArray.Create(row)), token, start);
    }

    private ProvisionalStart? Start(ReviewCase review, Mission mission, DeferredProcess process, string keyThumbprint)
    {
        if (review.Terms.Rule().Provisional is not { } rule)
        {
            return null;
        }

        MissionEnvelope full = seal.Envelope(mission).Envelope;
        MissionEnvelope restricted = EnvelopeBuilder.Provisional(full, rule);
        if (restricted.Grants.IsEmpty)
        {
            // What was asked for has nothing that may begin before the decision.
            return null;
        }

        DateTimeOffset end = restricted.Lifetime.End < process.ExpiresAt ? restricted.Lifetime.End : process.ExpiresAt;
        restricted = restricted with { Lifetime = new Lifetime(restricted.Lifetime.Start, end) };
        if (restricted.Lifetime.IsEmpty || EnvelopeContainment.Contains(full, restricted) != Containment.Contained)
        {
            DeferredLog.ProvisionalNotInside(log, mission.Kind);
            return null;
        }

        return new ProvisionalStart(
            keyThumbprint, seal.Seal(restricted), EnvelopeJson.DigestOf(restricted), seal.AuthorityHash(restricted), end, process.EndsAt, Evidence(mission, restricted), Evidence(mission, restricted));
    }

    private EvidenceDraft Evidence(Mission mission, MissionEnvelope restricted) => desk.Prepare(
        EvidenceKinds.MissionTransition,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionId = mission.MissionId,
            Client = mission.Client,
            PurposeKind = mission.Kind,
            Reason = Reason,
            CatalogDigest = mission.CatalogDigest,
            EnvelopeDigest = EnvelopeJson.DigestOf(restricted),
        },
        new PersonalFacts { Subject = mission.Subject, Envelope = EnvelopeJson.Write(restricted) });
}
