using System.Net;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Deferred;

/// <summary>Exchanges a deferred code, polls, cancels.</summary>
/// <param name="connection">The provider.</param>
/// <param name="handoff">Where a decision ends, as on the other path.</param>
/// <remarks>Source: Deferred Token Response 1.0, exchange, poll, cancel.</remarks>
internal sealed class DeferredExchange(Connection connection, Handoff handoff)
{
    private const string GrantType = "urn:openid:params:grant-type:deferred";

    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DefaultLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    /// <summary>Exchanges the code.</summary>
    public async Task<Completion> ExchangeAsync(PendingAuthorization pending, string deferredCode, CancellationToken cancellation)
    {
        SecretText? notification = connection.Options.WantsNotification ? SecretText.Random() : null;
        WireAnswer answer = await connection.Forms.TokenAsync(
            new Form()
                .Add("grant_type", GrantType)
                .Add("deferred_code", deferredCode)
                .Add("deferred_notification_token", notification?.Reveal())
                .Add("code_verifier", pending.CodeVerifier.Reveal()),
            pending.Key,
            cancellation);
        if (!answer.IsSuccess)
        {
            return Completion.No(CompletionRefusal.Of(answer));
        }

        if (answer.Json is not JsonElement body || body.Text("deferred_auth_id") is not string id)
        {
            return Completion.No(new CompletionRefusal.Unusable("deferred_auth_id"));
        }

        DateTimeOffset now = connection.Time.GetUtcNow();
        TimeSpan interval = body.Seconds("interval") ?? DefaultInterval;
        DeferredAuthorization authorization = new()
        {
            Pending = pending,
            DeferredAuthId = new SecretText(id),
            ExpiresAt = now + (body.Seconds("expires_in") ?? DefaultLife),
            Interval = interval,
            NextPollAt = now + interval,
            NotificationToken = notification,
            Provisional = ProvisionalOf(body),
        };
        return body.Text("interim_id_token") is string interim
            ? await InterimAsync(authorization, interim, cancellation)
            : new Completion.Deferred(authorization, null);
    }

    /// <summary>Polls once.</summary>
    public async Task<PollResult> PollAsync(DeferredAuthorization authorization, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        if (connection.Time.GetUtcNow() >= authorization.ExpiresAt)
        {
            return new PollResult.Decided(Completion.No(new CompletionRefusal.Expired()));
        }

        WireAnswer answer = await connection.Forms.TokenAsync(
            new Form().Add("grant_type", GrantType).Add("deferred_auth_id", authorization.DeferredAuthId.Reveal()),
            authorization.Pending.Key,
            cancellation);
        if (answer.IsSuccess)
        {
            return new PollResult.Decided(await handoff.FinishAsync(authorization.Pending, answer, cancellation));
        }

        OAuthError? error = OAuthError.Of(answer);
        return error?.Code switch
        {
            "authorization_pending" => Undecided(authorization, TimeSpan.Zero, error.Description),
            "slow_down" => Undecided(authorization, SlowDown, error.Description),
            // The server is in trouble, not against us.
            "temporarily_unavailable" or "server_error" => Undecided(authorization, TimeSpan.Zero, null),
            null when answer.Status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Undecided(authorization, TimeSpan.Zero, null),
            _ => new PollResult.Decided(Completion.No(CompletionRefusal.Of(answer))),
        };
    }

    /// <summary>Cancels.</summary>
    public async Task<Acknowledgement> CancelAsync(DeferredAuthorization authorization, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        return connection.Server.DeferredCancellationEndpoint is not Uri endpoint
            ? new Acknowledgement.NotOffered()
            : Acknowledgement.Of(await connection.Forms.PostAsync(
                endpoint,
                new Form().Add("deferred_auth_id", authorization.DeferredAuthId.Reveal()),
                authorization.Pending.Key,
                cancellation));
    }

    /// <summary>Exchanges the interim ID Token for a token of the restricted part.</summary>
    public async Task<MissionAnswer<MissionToken>> ProvisionalTokenAsync(DeferredAuthorization authorization, ResourceAccess access, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        ArgumentNullException.ThrowIfNull(access);
        if (authorization.Provisional is not { } provisional)
        {
            return new MissionAnswer<MissionToken>.Unusable("nothing may be done before the decision");
        }

        WireAnswer answer = await connection.Forms.TokenAsync(
            new Form()
                .Add("grant_type", TokenTypes.ExchangeGrant)
                .Add("subject_token", provisional.InterimIdToken.Reveal())
                .Add("subject_token_type", TokenTypes.IdToken)
                .Add("requested_token_type", TokenTypes.AccessToken)
                .Add("resource", access.Resource)
                .Add("authorization_details", AuthorizationDetail.Array([AuthorizationDetail.Access(provisional.MissionRef, access)])),
            authorization.Pending.Key,
            cancellation);
        return AnswerReader.Provisional(answer, provisional.MissionRef, access.Resource, connection.Time.GetUtcNow());
    }

    private static ProvisionalMission? ProvisionalOf(JsonElement body) =>
        body.IsTrue("mission_provisional") && body.Text("interim_id_token") is string interim && body.Text("mission_ref") is string missionRef
            ? new ProvisionalMission(missionRef, new SecretText(interim))
            : null;

    private PollResult.Undecided Undecided(DeferredAuthorization authorization, TimeSpan longer, string? standing)
    {
        TimeSpan interval = authorization.Interval + longer;
        return new PollResult.Undecided(
            authorization with { Interval = interval, NextPollAt = connection.Time.GetUtcNow() + interval },
            standing);
    }

    // A provider that signs a wrong token is not one to wait for.
    private async Task<Completion> InterimAsync(DeferredAuthorization authorization, string interim, CancellationToken cancellation)
    {
        IdTokenResult result = await connection.IdTokens.VerifyAsync(interim, authorization.Pending.Nonce, interim: true, cancellation);
        return await result.Match(
            token => Task.FromResult<Completion>(new Completion.Deferred(authorization, token)),
            async failure =>
            {
                Acknowledgement cancelled = await CancelAsync(authorization, cancellation);
                return Completion.No(new CompletionRefusal.IdTokenRefused(failure, cancelled));
            });
    }
}
