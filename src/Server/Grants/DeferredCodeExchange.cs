using System.Text.RegularExpressions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Grants;

/// <summary>Exchanges a <c>deferred_code</c>: once, by its client, with its key and its
/// verifier. The proposal is then accepted for review.</summary>
/// <remarks>Source: DTR 1.0; deferred digest §4.</remarks>
internal sealed partial class DeferredCodeExchange(
    IStore store, DeferredInterim interim, DeferredAcceptance acceptance, DeferredCancellation cancel, DeferredSeal seal, GrantReuse reuse, ILogger<DeferredCodeExchange> log)
{
    private const int MaxToken = 1024;

    /// <summary>Exchanges.</summary>
    public async Task<Parsed<DeferredAnswer>> ExchangeAsync(GrantRequest request, CancellationToken cancellation)
    {
        string? notification = request.Form["deferred_notification_token"];
        if (request.Form["code_verifier"] is not { } verifier || (notification is not null && !IsBearer(notification)))
        {
            return OAuthErrors.InvalidRequest.Because(
                notification is not null ? "deferred_notification_token is no bearer token" : "code_verifier is needed");
        }

        Document<DeferredProcess>? found = await DeferredTables.FindAsync(
            store, DeferredTables.ByCode, request.Form["deferred_code"]!, cancellation);
        if (found is null || found.Value.ClientId != request.Client.ClientId)
        {
            return Unknown;
        }

        DeferredProcess process = found.Value;
        if (process.ClaimedAt is not null)
        {
            return await ReusedAsync(process, cancellation);
        }

        string key = request.KeyThumbprint!;
        if (process.DpopJkt is { } bound && bound != key)
        {
            return OAuthErrors.InvalidGrant.Because("the proof is of another key than the code is bound to");
        }

        if (!Pkce.Matches(verifier, process.CodeChallenge!))
        {
            return OAuthErrors.InvalidGrant.Because("code_verifier does not fit the code");
        }

        return await ClaimAsync(process, request.Client, key, notification, cancellation);
    }

    private static OAuthError Unknown => OAuthErrors.InvalidGrant.Because("the code is unknown, expired or of another client");

    // RFC 6750 §2.1.
    private static bool IsBearer(string text) => text.Length <= MaxToken && BearerToken().IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9._~+/-]+=*$", RegexOptions.CultureInvariant)]
    private static partial Regex BearerToken();

    private async Task<Parsed<DeferredAnswer>> ClaimAsync(
        DeferredProcess process, Client client, string key, string? notification, CancellationToken cancellation)
    {
        string authId = OpaqueHandle.New(OpaqueHandle.DeferredAuthorization);
        DeferredProcess claimed = acceptance.Claimed(process) with
        {
            AuthHash = HandleHash.Of(authId).Value,
            AuthId = seal.Seal(DeferredSeal.AuthId, authId),
            KeyThumbprint = key,
            IsTold = client.DeferredNotificationEndpoint is not null,
            NotificationToken = notification is null ? null : seal.Seal(DeferredSeal.Token, notification),
        };
        ReviewCase? review = (await store.GetAsync(ReviewTables.Cases, process.ProcessId, cancellation))?.Value;
        Mission? mission = process.MissionId is null ? null : (await store.GetAsync(MissionTables.Missions, process.MissionId, cancellation))?.Value;
        (PreparedTokens? tokens, string? idToken, ProvisionalStart? start) = await interim.PrepareAsync(
            claimed with { InterimFamilyId = OpaqueHandle.New(OpaqueHandle.Family) }, review, mission, client, key, cancellation);
        PreparedAcceptance prepared = acceptance.Prepare(
            claimed with { InterimFamilyId = tokens?.Family?.FamilyId }, mission, client, start, tokens);
        bool? isClaimed = await store.WriteAsync(write => acceptance.Accept(write, prepared), cancellation);
        return isClaimed switch
        {
            true => acceptance.Announced(new DeferredAnswer(authId, (long)process.Length.TotalSeconds, process.IntervalSeconds, idToken, start is null ? null : mission!.MissionRef)),
            false => await ReusedAsync(process, cancellation),
            null => Unknown,
        };
    }

    // Somebody holds a copy of the code: what came from it ends, and so does the request.
    private async Task<OAuthError> ReusedAsync(DeferredProcess process, CancellationToken cancellation)
    {
        if (await cancel.EndAsync(process, DeferredReasons.CodeReuse, cancellation))
        {
            ServerLog.ReuseDetected(log, process.ClientId, process.FamilyId);
        }

        return await reuse.EndAsync(process.FamilyId, process.ClientId, process.MissionId, Families.CodeReuse, cancellation);
    }
}
