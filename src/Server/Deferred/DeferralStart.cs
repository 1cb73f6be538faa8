using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Deferred;

/// <summary>Makes the rows of deferred token requests.</summary>
internal sealed class DeferralStart(
    DeferredSeal seal, RequestSeal requests, CatalogHost catalog, IOptions<ServerOptions> server, IOptions<DeferredOptions> options, TimeProvider time)
{
    /// <summary>Where the person ends up when everything is said.</summary>
    public const string DonePath = "/approve/done";

    private const string Prefix = "dp_";

    /// <summary>The record of a token request that crosses its Mission.</summary>
    /// <param name="request">The token request.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="question">What a person would be asked.</param>
    /// <param name="scopes">The scopes of the tokens that come with an approval.</param>
    /// <param name="handle">The handle of this request.</param>
    public DeferredProcess Row(
        GrantRequest request, Mission mission, DeferralQuestion question, ImmutableArray<string> scopes, DeferralHandle handle)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan length = LengthOf(mission, now);
        string entrance = OpaqueHandle.New(OpaqueHandle.Entrance);
        return new DeferredProcess
        {
            ProcessId = OpaqueHandle.New(Prefix),
            Face = DeferralFace.Ietf,
            State = DeferredState.Open,
            ClientId = mission.Client,
            DpopJkt = request.KeyThumbprint,
            KeyThumbprint = request.KeyThumbprint,
            Scopes = scopes,
            Subject = mission.Subject,
            SignIn = mission.SignIn,
            FamilyId = OpaqueHandle.New(OpaqueHandle.Family),
            StartedAt = now,
            ClaimedAt = now,
            Length = length,
            ExpiresAt = now + length,
            EndsAt = now + length,
            IntervalSeconds = options.Value.CrossingIntervalSeconds,
            IsTold = handle.IsTold,
            CrossedMissionId = mission.MissionId,
            Kind = mission.Kind,
            Crossings = question.Crossings,
            JoinKey = question.KeyOf(mission, request.KeyThumbprint!),
            EntranceHash = HandleHash.Of(entrance).Value,
            Entrance = seal.Seal(DeferredSeal.Entrance, entrance),
            Parameters = requests.Seal(new StoredParameters([.. Parameters(mission.Client, question, scopes)])),
            Handles = [handle],
        };
    }

    /// <summary>A handle of a token request.</summary>
    /// <param name="code">The <c>deferral_code</c>.</param>
    /// <param name="request">The token request.</param>
    /// <param name="wish">What it asked for.</param>
    public DeferralHandle Handle(string code, GrantRequest request, DeferralWish wish) => new()
    {
        Hash = HandleHash.Of(code).Value,
        Code = seal.Seal(DeferredSeal.DeferralCode, code),
        Wish = seal.Seal(DeferredSeal.Wish, JsonSerializer.Serialize(wish, DeferredJson.Default.DeferralWish)),
        IssuedAt = time.GetUtcNow(),
        IntervalSeconds = options.Value.CrossingIntervalSeconds,
        IsTold = request.Client.DeferredNotificationEndpoint is not null,
        NotificationToken = CompletionMode.TokenOf(request.Form, request.Client) is { } token ? seal.Seal(DeferredSeal.Token, token) : null,
    };

    // A review takes as long as its entry says; a person has to find the question
    // first. What outlives the Mission has nothing to take the place of.
    private TimeSpan LengthOf(Mission mission, DateTimeOffset now)
    {
        TimeSpan wait = catalog.Current.Purpose(mission.Kind)?.Entry.Approval.Review?.ExpiresAfter ?? TimeSpan.FromHours(options.Value.CrossingHours);
        TimeSpan left = MissionClock.Ends(mission) - now;
        TimeSpan length = new[] { wait, left, DeferredOptions.Longest }.Min();
        return TimeSpan.FromSeconds(Math.Floor(length.TotalSeconds));
    }

    // The same request that the client could push itself; its answer ends on a page of
    // this server, so that nothing else ever leaves the poll.
    private IEnumerable<KeyValuePair<string, string>> Parameters(string clientId, DeferralQuestion question, ImmutableArray<string> scopes)
    {
        yield return KeyValuePair.Create("client_id", clientId);
        yield return KeyValuePair.Create("redirect_uri", server.Value.Url(DonePath));
        yield return KeyValuePair.Create("response_type", ResponseTypes.DeferredOrCode);
        yield return KeyValuePair.Create("scope", string.Join(' ', scopes));
        yield return KeyValuePair.Create("code_challenge", HandleHash.Of(OpaqueHandle.New(string.Empty)).Value);
        yield return KeyValuePair.Create("code_challenge_method", Pkce.Method);
        yield return KeyValuePair.Create("client_context", question.Context);
        if (question.Details is { } details)
        {
            yield return KeyValuePair.Create("authorization_details", details);
        }
    }
}
