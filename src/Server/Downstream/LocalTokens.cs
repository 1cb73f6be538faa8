using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Downstream;

/// <summary>Mints local tokens and keeps the trace from the assertion to each of them.</summary>
/// <remarks>Source: id-jag digest §5, steps 11 and 14 to 16.</remarks>
internal sealed class LocalTokens(IStore store, AccessTokenWriter writer, StatusPlaces places, EvidenceDesk desk, TimeProvider time)
{
    private const string Active = "active";

    /// <summary>Who a subject of another provider is here, or null when nobody.</summary>
    public async Task<string?> SubjectAsync(TrustedIssuerOptions row, string subject, CancellationToken cancellation)
    {
        if (row.Subjects.TryGetValue(subject, out string? known))
        {
            return known;
        }

        if (!row.ProvisionSubjects)
        {
            return null;
        }

        LocalSubject fresh = new(DownstreamTables.KeyOf(row.Issuer, subject), OpaqueHandle.New("local_"));
        return await store.WriteAsync(
            write =>
            {
                write.Insert(DownstreamTables.Subjects, fresh);
                return write.Get(DownstreamTables.Subjects, fresh.Key)!.Value.Subject;
            },
            cancellation);
    }

    /// <summary>Mints a token.</summary>
    /// <returns>The response, or null when the home provider said that the Mission is
    /// not active, or that it changed since the assertion was issued.</returns>
    public async Task<TokenResponse?> IssueAsync(
        Client client, ReceivedAssertion assertion, string subject, LocalGrant grant, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset end = now + grant.Lifetime < assertion.ExpiresAt ? now + grant.Lifetime : assertion.ExpiresAt;
        string id = OpaqueHandle.New(OpaqueHandle.AccessToken);
        StatusPlace? place = await places.TakeAsync(cancellation);
        string? details = LocalDetail.Write(grant.Details, assertion.MissionRef, grant.Resource);
        string key = DownstreamTables.KeyOf(assertion.Issuer, assertion.MissionRef);
        LocalMission fresh = new()
        {
            Key = key, Issuer = assertion.Issuer, MissionRef = assertion.MissionRef, FamilyId = OpaqueHandle.New(OpaqueHandle.Family), State = Active, SeenAt = now,
        };
        string token = writer.Write(new AccessTokenClaims
        {
            TokenId = id,
            Subject = subject,
            Audience = grant.Resource,
            ClientId = client.ClientId,
            IssuedAt = now,
            ExpiresAt = end,
            Scopes = [.. grant.Scopes],
            AuthorizationDetails = details,
            KeyThumbprint = assertion.KeyThumbprint,
            MissionRef = assertion.MissionRef,
            Status = place,
            // Context of the other domain, in its name; never a word of ours.
            Actor = assertion.ActorIssuer == assertion.Issuer ? assertion.Actor : null,
            ActorIssuer = assertion.ActorIssuer,
        });
        EvidenceDraft evidence = Evidence(EvidenceKinds.AssertionRedeemed, client.ClientId, assertion, id, null);
        bool isIssued = await store.WriteAsync(
            write =>
            {
                LocalMission mission = write.Get(DownstreamTables.Missions, key)?.Value ?? fresh;
                if (mission.State != Active || assertion.IssuedAt <= mission.AssertedAfter || !Keep(write, mission.FamilyId, client, subject, end))
                {
                    return false;
                }

                write.Put(DownstreamTables.Missions, mission with { SeenAt = now });
                write.Insert(TokenTables.Issued, new IssuedToken
                {
                    TokenId = id,
                    Kind = TokenKind.Access,
                    FamilyId = mission.FamilyId,
                    ClientId = client.ClientId,
                    Subject = subject,
                    Audience = grant.Resource,
                    KeyThumbprint = assertion.KeyThumbprint,
                    Parent = assertion.TokenId,
                    IssuedAt = now,
                    ExpiresAt = end,
                    StatusNumber = place?.Number,
                });
                evidence.Append(write);
                return true;
            },
            cancellation);
        return !isIssued ? null : new TokenResponse
        {
            AccessToken = token,
            TokenType = GrantTypes.Dpop,
            ExpiresIn = (long)(end - now).TotalSeconds,
            Scope = string.Join(' ', grant.Scopes),
            AuthorizationDetails = details,
        };
    }

    /// <summary>Keeps the evidence of a refusal: the reason stays inside.</summary>
    public Task RefuseAsync(string clientId, ReceivedAssertion? assertion, string why, CancellationToken cancellation) =>
        Evidence(EvidenceKinds.AssertionRefused, clientId, assertion, null, why).KeepAsync(store, cancellation);

    // A family that was ended stays ended: a new token must not bring the old ones back.
    private static bool Keep(IStoreTransaction write, string familyId, Client client, string subject, DateTimeOffset end)
    {
        if (write.Get(TokenTables.Families, familyId) is not { } family)
        {
            return write.Insert(TokenTables.Families, new GrantFamily
            {
                FamilyId = familyId, ClientId = client.ClientId, Subject = subject, CreatedAt = write.Now, ExpiresAt = end,
            }).Succeeded;
        }

        return family.Value.EndedAt is null
            && (family.Value.ExpiresAt >= end || write.Update(TokenTables.Families, family.Value with { ExpiresAt = end }, family.Version).Succeeded);
    }

    private EvidenceDraft Evidence(string kind, string clientId, ReceivedAssertion? assertion, string? tokenId, string? why) =>
        desk.Prepare(
        kind,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionRef = assertion?.MissionRef,
            PurposeKind = assertion?.PurposeKind,
            Client = clientId,
            Actor = assertion?.Actor,
            Acr = assertion?.Acr,
            TokenId = tokenId,
            Reason = why,
        },
        null);
}
