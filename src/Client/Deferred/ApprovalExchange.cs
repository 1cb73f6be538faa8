using System.Net;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Deferred;

/// <summary>Polls deferred token requests, verifies what comes, cancels.</summary>
/// <param name="connection">The provider.</param>
/// <remarks>Source: OAuth Deferred Token Response draft -01, poll and cancellation.</remarks>
internal sealed class ApprovalExchange(Connection connection)
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:deferred";
    private const string CodeType = "urn:ietf:params:oauth:token-type:deferral-code";

    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    /// <summary>Polls once.</summary>
    public async Task<ApprovalPoll> PollAsync(DeferredApproval approval, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (connection.Time.GetUtcNow() >= approval.ExpiresAt)
        {
            return Over(new CompletionRefusal.Expired());
        }

        WireAnswer answer = await connection.Forms.TokenAsync(
            new Form().Add("grant_type", GrantType).Add("deferral_code", approval.DeferralCode.Reveal()), approval.Key, cancellation);
        if (answer.IsSuccess)
        {
            return new ApprovalPoll.Decided(await FinishAsync(approval, answer, cancellation));
        }

        OAuthError? error = OAuthError.Of(answer);
        return error?.Code switch
        {
            "authorization_pending" or "interaction_required" => Undecided(approval, TimeSpan.Zero, error.Description),
            "slow_down" => Undecided(approval, SlowDown, error.Description),
            // The server is in trouble, not against us.
            "temporarily_unavailable" or "server_error" => Undecided(approval, TimeSpan.Zero, null),
            null when answer.Status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Undecided(approval, TimeSpan.Zero, null),
            _ => Over(CompletionRefusal.Of(answer)),
        };
    }

    /// <summary>Takes the request back.</summary>
    public async Task<Acknowledgement> CancelAsync(DeferredApproval approval, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return connection.Server.RevocationEndpoint is not Uri endpoint
            ? new Acknowledgement.NotOffered()
            : Acknowledgement.Of(await connection.Forms.PostAsync(
                endpoint, new Form().Add("token", approval.DeferralCode.Reveal()).Add("token_type_hint", CodeType), approval.Key, cancellation));
    }

    private static ApprovalPoll.Decided Over(CompletionRefusal why) => new(ApprovalOutcome.No(why));

    private ApprovalPoll.Undecided Undecided(DeferredApproval approval, TimeSpan longer, string? standing)
    {
        TimeSpan interval = approval.Interval + longer;
        return new ApprovalPoll.Undecided(
            approval with { Interval = interval, NextPollAt = connection.Time.GetUtcNow() + interval }, standing);
    }

    // The same gate as after any approval: the sign-in is good, the person is the same, the context is the one that was asked for.
    private async Task<ApprovalOutcome> FinishAsync(DeferredApproval approval, WireAnswer answer, CancellationToken cancellation)
    {
        DateTimeOffset now = connection.Time.GetUtcNow();
        if (answer.Json is not JsonElement body || TokenAnswer.Of(body, now) is not { } tokens)
        {
            return ApprovalOutcome.No(new CompletionRefusal.Unusable("access_token"));
        }

        if (!tokens.IsBound || tokens.MissionRef is not string missionRef)
        {
            return ApprovalOutcome.No(new CompletionRefusal.Unusable(tokens.IsBound ? "mission_ref" : "token_type"));
        }

        IdTokenResult result = await connection.IdTokens.VerifyAsync(tokens.IdToken, nonce: null, interim: false, cancellation);
        IdToken? verified = result.Match<IdToken?>(token => token, _ => null);
        if (verified is null || verified.Subject != approval.Subject)
        {
            IdTokenFailure failure = result.Match(_ => new IdTokenFailure(IdTokenCheck.Subject, "another person"), failure => failure);
            return ApprovalOutcome.No(
                new CompletionRefusal.IdTokenRefused(failure, await AbandonAsync(approval, tokens, missionRef, cancellation)));
        }

        ContextVerdict verdict = ContextVerification.Verify(
            approval.RequestedContext, verified.ClientContext, verified.SignIn, new Assurance(), approval.AskedAt, connection.Options.Tolerance);
        if (verdict is not ContextVerdict.Verified)
        {
            return ApprovalOutcome.No(
                new CompletionRefusal.ContextRefused(verdict, await AbandonAsync(approval, tokens, missionRef, cancellation)));
        }

        Mission mission = new(connection, Saved(approval, tokens, missionRef, verified, now));
        await mission.KeepAsync(cancellation);
        return new ApprovalOutcome.Approved(mission, MissionToken.Of(approval.Resource, tokens), verified);
    }

    // The access token that came is for the resource server: one for the provider itself is fetched when it is needed.
    private static SavedMission Saved(DeferredApproval approval, TokenAnswer tokens, string missionRef, IdToken signIn, DateTimeOffset now) => new()
    {
        Issuer = approval.Issuer,
        ClientId = approval.ClientId,
        MissionRef = missionRef,
        ExpiresAt = tokens.MissionExpiresAt,
        Subject = approval.Subject,
        RequestedContext = approval.RequestedContext,
        ResponseType = approval.ResponseType,
        Key = approval.Key,
        RefreshToken = tokens.RefreshToken,
        AccessToken = tokens.AccessToken,
        AccessTokenExpiresAt = now,
        IdToken = signIn.Raw,
    };

    // The server has made the Mission already; leaving it alone would leave authority that was not verified.
    private async Task<Acknowledgement?> AbandonAsync(
        DeferredApproval approval, TokenAnswer tokens, string missionRef, CancellationToken cancellation)
    {
        if (tokens.RefreshToken is not SecretText refresh)
        {
            return null;
        }

        try
        {
            WireAnswer own = await connection.Forms.TokenAsync(
                new Form().Add("grant_type", "refresh_token").Add("refresh_token", refresh.Reveal()), approval.Key, cancellation);
            if (!own.IsSuccess || own.Json is not JsonElement body || TokenAnswer.Of(body, connection.Time.GetUtcNow()) is not { IsBound: true } provider)
            {
                return Acknowledgement.Of(own);
            }

            Uri address = connection.Server.Below($"/missions/{Uri.EscapeDataString(missionRef)}/abandon");
            return Acknowledgement.Of(await connection.Calls.SendAsync(
                HttpMethod.Post, address, approval.Key, provider.AccessToken, static request => request.Content = new SendOnceContent([], "application/json"), cancellation));
        }
        catch (HttpRequestException unreachable)
        {
            // The refusal is the answer; that the server did not hear of it is part of it.
            return new Acknowledgement.Unusable(unreachable.HttpRequestError.ToString());
        }
    }
}
