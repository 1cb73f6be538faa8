using MissionPolicy.Client.Context;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Authorize;

/// <summary>From a token answer to a Mission. Both paths, code and deferred, end here; nothing else hands out a <c>mission_ref</c>.</summary>
/// <param name="connection">The provider.</param>
/// <remarks>Source: article, handoff preconditions; <c>docs/client.md</c>.</remarks>
internal sealed class Handoff(Connection connection)
{
    /// <summary>Finishes.</summary>
    /// <param name="pending">The request.</param>
    /// <param name="answer">A success answer of the token endpoint.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<Completion> FinishAsync(PendingAuthorization pending, WireAnswer answer, CancellationToken cancellation)
    {
        if (answer.Json is null || TokenAnswer.Of(answer.Json.Value, connection.Time.GetUtcNow()) is not { } tokens)
        {
            return Completion.No(new CompletionRefusal.Unusable("access_token"));
        }

        if (!tokens.IsBound)
        {
            // A bearer token would work for whoever finds it; it is not even used to give the Mission up.
            return Completion.No(new CompletionRefusal.Unusable("token_type"));
        }

        // P1: the ID Token is good.
        IdTokenResult result = await connection.IdTokens.VerifyAsync(tokens.IdToken, pending.Nonce, interim: false, cancellation);
        IdToken? verified = result.Match<IdToken?>(token => token, _ => null);
        if (verified is null)
        {
            IdTokenFailure failure = result.Match(_ => throw new InvalidOperationException(), failure => failure);
            return Completion.No(new CompletionRefusal.IdTokenRefused(failure, await AbandonAsync(pending, tokens, cancellation)));
        }

        // P2, P3: it carries the context that was asked for, with a sign-in that is strong enough.
        ContextVerdict verdict = Verdict(pending, verified);
        if (verdict is not ContextVerdict.Verified)
        {
            return Completion.No(new CompletionRefusal.ContextRefused(verdict, await AbandonAsync(pending, tokens, cancellation)));
        }

        if (pending.AsksForMission != (tokens.MissionRef is not null))
        {
            await AbandonAsync(pending, tokens, cancellation);
            return Completion.No(new CompletionRefusal.Unusable("mission_ref"));
        }

        if (tokens.MissionRef is null)
        {
            return new Completion.SignedIn(verified);
        }

        SavedMission saved = SavedMission.Of(pending, tokens, verified);
        Mission mission = new(connection, saved);
        await mission.KeepAsync(cancellation);
        return new Completion.Verified(mission, verified);
    }

    private ContextVerdict Verdict(PendingAuthorization pending, IdToken token)
    {
        if (pending.RequestedContext is not null)
        {
            return ContextVerification.Verify(
                pending.RequestedContext.Value, token.ClientContext, token.SignIn, pending.Assurance, pending.AskedAt, connection.Options.Tolerance);
        }

        return token.SignIn.Meets(pending.Assurance, pending.AskedAt)
            ? new ContextVerdict.Verified()
            : new ContextVerdict.AssuranceTooLow(token.Acr, token.AuthTime);
    }

    // The server has made the Mission already; leaving it alone would leave authority that was not verified. A resumed one was verified when it began.
    private async Task<Acknowledgement?> AbandonAsync(PendingAuthorization pending, TokenAnswer tokens, CancellationToken cancellation)
    {
        if (tokens.MissionRef is null || tokens.MissionRef == pending.ResumedMission)
        {
            return null;
        }

        Uri address = connection.Server.Below($"/missions/{Uri.EscapeDataString(tokens.MissionRef)}/abandon");
        try
        {
            return Acknowledgement.Of(await connection.Calls.SendAsync(
                HttpMethod.Post, address, pending.Key, tokens.AccessToken, static request => request.Content = new SendOnceContent([], "application/json"), cancellation));
        }
        catch (HttpRequestException unreachable)
        {
            // The refusal is the answer; that the server could not be told is part of it.
            return new Acknowledgement.Unusable(unreachable.HttpRequestError.ToString());
        }
    }
}
