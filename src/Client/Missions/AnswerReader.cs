using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>Sorts answers under a Mission by what the agent can do next.</summary>
internal static class AnswerReader
{
    /// <summary>A token answer.</summary>
    public static MissionAnswer<TokenAnswer> Token(WireAnswer answer, SavedMission mission, DateTimeOffset now, DeferralWish? wish = null)
    {
        if (!answer.IsSuccess)
        {
            MissionAnswer<TokenAnswer> refused = Error<TokenAnswer>(answer, mission);
            return refused is MissionAnswer<TokenAnswer>.ReapprovalRequired ask && wish is not null
                ? new MissionAnswer<TokenAnswer>.ReapprovalRequired(ask.Reapproval with { Deferred = DeferredApproval.Of(answer, mission, wish, now) })
                : refused;
        }

        return answer.Json is JsonElement body && TokenAnswer.Of(body, now) is { } tokens
            ? new MissionAnswer<TokenAnswer>.Granted(tokens)
            : new MissionAnswer<TokenAnswer>.Unusable("access_token");
    }

    /// <summary>A token answer before the decision: nothing can be approved or stepped up yet, so a refusal is one.</summary>
    public static MissionAnswer<MissionToken> Provisional(WireAnswer answer, string missionRef, string resource, DateTimeOffset now)
    {
        if (!answer.IsSuccess)
        {
            return OAuthError.Of(answer) is not { } error ? new MissionAnswer<MissionToken>.Unusable(answer.Fault ?? $"status {(int)answer.Status}")
                : error.Code == "invalid_grant" && MissionStop.Of(error.MissionError) is { } stop ? new MissionAnswer<MissionToken>.MissionStopped(stop)
                : new MissionAnswer<MissionToken>.Refused(error);
        }

        return answer.Json is not JsonElement body || TokenAnswer.Of(body, now) is not { } tokens ? new MissionAnswer<MissionToken>.Unusable("access_token")
            : !tokens.IsBound ? new MissionAnswer<MissionToken>.Unusable("token_type")
            : tokens.MissionRef is string other && other != missionRef ? new MissionAnswer<MissionToken>.Unusable("mission_ref")
            : new MissionAnswer<MissionToken>.Granted(MissionToken.Of(resource, tokens));
    }

    /// <summary>Any refusal.</summary>
    public static MissionAnswer<T> Error<T>(WireAnswer answer, SavedMission mission)
        where T : notnull
    {
        if (OAuthError.Of(answer) is not { } error)
        {
            return new MissionAnswer<T>.Unusable(answer.Fault ?? $"status {(int)answer.Status}");
        }

        if (error.Reapproval is { } reapproval)
        {
            return new MissionAnswer<T>.ReapprovalRequired(Ready(reapproval, mission));
        }

        if (error.Code == "insufficient_user_authentication")
        {
            return new MissionAnswer<T>.StepUpRequired(StepUp(new StepUp { AcrValues = error.AcrValues, MaxAge = error.MaxAge }, mission));
        }

        return error.Code == "invalid_grant" && MissionStop.Of(error.MissionError) is { } stop
            ? new MissionAnswer<T>.MissionStopped(stop)
            : new MissionAnswer<T>.Refused(error);
    }

    /// <summary>Adds the request that goes straight to <c>BeginAsync</c>. A re-approval makes a new Mission, so it has a new key.</summary>
    public static Reapproval Ready(Reapproval reapproval, SavedMission mission) => reapproval with
    {
        Request = reapproval.NextStep is null or NextStep.Push { Subject: null } && (reapproval.Context ?? ClientContext.Parse(mission.RequestedContext)) is { } context
            ? new MissionRequest { Context = context, AuthorizationDetails = reapproval.AuthorizationDetails, ResponseType = mission.ResponseType }
            : null,
    };

    /// <summary>Adds the request that goes straight to <c>BeginAsync</c>. A resume keeps the Mission, so it keeps the key.</summary>
    public static StepUp StepUp(StepUp stepUp, SavedMission mission) => stepUp with
    {
        Request = ClientContext.Parse(mission.RequestedContext) is { } context
            ? new MissionRequest
            {
                Context = context,
                AuthorizationDetails = [AuthorizationDetail.Resume(mission.MissionRef)],
                Assurance = new Assurance { AcrValues = stepUp.AcrValues, MaxAge = stepUp.MaxAge },
                Key = mission.Key,
            }
            : null,
    };
}
