using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Deferred;

/// <summary>A token request that waits for the person's answer to what it crosses. Keep it,
/// with <see cref="ToJson"/>, until it ends; the old Mission goes on meanwhile.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01.</remarks>
public sealed record DeferredApproval
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);

    /// <summary>The provider.</summary>
    public required string Issuer { get; init; }

    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>The person who is asked.</summary>
    public required string Subject { get; init; }

    /// <summary>Secret: the key of the Mission, which the new one has as well.</summary>
    public required AgentKey Key { get; init; }

    /// <summary>The resource server that the token is for.</summary>
    public required string Resource { get; init; }

    /// <summary>The context that the person is asked to approve. It is compared with what comes, never acted on.</summary>
    public required JsonElement RequestedContext { get; init; }

    /// <summary>How the server may answer a later re-approval.</summary>
    public required ResponseType ResponseType { get; init; }

    /// <summary>Secret: names the request at the server.</summary>
    public required SecretText DeferralCode { get; init; }

    /// <summary>The page where the person answers, to be shown if there is a way; null when no page is needed.</summary>
    public Uri? InteractionUri { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When the request ends without an answer.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The wait between two polls; a <c>slow_down</c> lengthens it for good.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>When the next poll may be sent.</summary>
    public required DateTimeOffset NextPollAt { get; init; }

    /// <summary>Secret: what the server shows when it calls back.</summary>
    public SecretText? NotificationToken { get; init; }

    /// <summary>The same, to be polled now: the server called back.</summary>
    /// <param name="now">The time.</param>
    public DeferredApproval Notified(DateTimeOffset now) => this with { NextPollAt = now };

    /// <summary>The record as JSON. It holds secrets: protect it like a key.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KeptJson.Default.DeferredApproval);

    /// <summary>Reads a kept record.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <param name="approval">The record when true.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out DeferredApproval? approval) =>
        Kept.TryRead(json, KeptJson.Default.DeferredApproval, out approval);

    /// <summary>Reads the deferred answer to a token request.</summary>
    /// <returns>Null when it was not deferred.</returns>
    internal static DeferredApproval? Of(WireAnswer answer, SavedMission mission, DeferralWish wish, DateTimeOffset now)
    {
        if (answer.Json is not JsonElement body || body.Text("deferral_code") is not string code || body.Seconds("expires_in") is not TimeSpan life
            || body.Object("reapproval")?.Object("client_context") is not JsonElement context)
        {
            return null;
        }

        TimeSpan interval = body.Seconds("interval") ?? DefaultInterval;
        return new DeferredApproval
        {
            Issuer = mission.Issuer,
            ClientId = mission.ClientId,
            Subject = mission.Subject,
            Key = mission.Key,
            Resource = wish.Resource,
            RequestedContext = context.Clone(),
            ResponseType = mission.ResponseType,
            DeferralCode = new SecretText(code),
            InteractionUri = EndpointAddress.TryParse(body.Text("interaction_uri"), out Uri page) ? page : null,
            AskedAt = now,
            ExpiresAt = now + life,
            Interval = interval,
            NextPollAt = now + interval,
            NotificationToken = wish.NotificationToken,
        };
    }
}
