using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Deferred;

/// <summary>A deferred request at rest, from the redirect with its code to its one outcome.</summary>
/// <remarks>One record for both faces: the OpenID draft defers the redirect, the IETF draft the token request.
/// Source: OpenID Connect Deferred Token Response 1.0; OAuth Deferred Token Response draft -01.</remarks>
internal sealed record DeferredProcess
{
    /// <summary>The internal key; a review has the same.</summary>
    public required string ProcessId { get; init; }

    /// <summary>By which protocol it was deferred.</summary>
    public DeferralFace Face { get; init; }

    /// <summary>The hash of the <c>deferred_code</c>; null where the token request was deferred.</summary>
    public string? CodeHash { get; init; }

    /// <summary>The hash of the <c>deferred_auth_id</c>; null until the code was exchanged.</summary>
    public string? AuthHash { get; init; }

    /// <summary>The <c>deferred_auth_id</c>, protected: the ping has to name it.</summary>
    public string? AuthId { get; init; }

    /// <summary>The stored state; see <see cref="DeferredClock"/> for the effective one.</summary>
    public required DeferredState State { get; init; }

    /// <summary>Why it ended, as a code.</summary>
    public string? Reason { get; init; }

    /// <summary>What the reviewer has to tell the requester, protected.</summary>
    public string? Comment { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The key that the request was bound to, or null.</summary>
    public string? DpopJkt { get; init; }

    /// <summary>The key of the exchange; polls and the cancellation need the same.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>The S256 challenge of the redirect; null where the token request was deferred.</summary>
    public string? CodeChallenge { get; init; }

    public string? Nonce { get; init; }

    public ImmutableArray<string> Scopes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who signed in.</summary>
    public required string Subject { get; init; }

    public required SignInRecord SignIn { get; init; }

    /// <summary>The Mission, or null when the request had no purpose.</summary>
    public string? MissionId { get; init; }

    /// <summary>How the Mission came about; null without one.</summary>
    public HandoffMode? Mode { get; init; }

    /// <summary>The <c>client_context</c> claim that the ID Token will carry, protected; null when the request had none.</summary>
    public string? Claim { get; init; }

    /// <summary>The family of everything that is issued at the end.</summary>
    public required string FamilyId { get; init; }

    /// <summary>The family of what is issued before the decision, or null.</summary>
    public string? InterimFamilyId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it may take from the exchange on.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The requester's own limit for what is asked: a decision after it would allow nothing. Null when there is none.</summary>
    public DateTimeOffset? Limit { get; init; }

    /// <summary>When the code was exchanged.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>The end of <c>expires_in</c>; of the code before the exchange.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it expires if nothing more happens; never after <see cref="ExpiresAt"/>.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How long the client has to wait between polls, in seconds.</summary>
    public required int IntervalSeconds { get; init; }

    public DateTimeOffset? PolledAt { get; init; }

    /// <summary>Whether the one early poll just before the end was made.</summary>
    public bool IsLastPollSpent { get; init; }

    /// <summary>Whether its client wanted a ping of the outcome.</summary>
    public bool IsTold { get; init; }

    /// <summary>The bearer token of the ping, protected; null when the client sent none.</summary>
    public string? NotificationToken { get; init; }

    /// <summary>The Mission that a deferred token request crosses; null where the redirect was deferred.</summary>
    public string? CrossedMissionId { get; init; }

    /// <summary>The purpose of that Mission.</summary>
    public string? Kind { get; init; }

    /// <summary>What is crossed, as codes.</summary>
    public ImmutableArray<string> Crossings { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Under what an equal token request finds this one.</summary>
    public string? JoinKey { get; init; }

    /// <summary>The hash of the last part of the <c>interaction_uri</c>.</summary>
    public string? EntranceHash { get; init; }

    /// <summary>That last part, protected: polls repeat the <c>interaction_uri</c>, and the person's own list leads to it.</summary>
    public string? Entrance { get; init; }

    /// <summary>The parameters of the approval that the person is asked for, protected.</summary>
    public string? Parameters { get; init; }

    /// <summary>The handles of a deferred token request, oldest first; none in a row of a release that knew no such request.</summary>
    public ImmutableArray<DeferralHandle> Handles { get => field.IsDefault ? [] : field; init; } = [];
}
