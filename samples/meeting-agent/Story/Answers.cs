using System.Text.Json;
using MissionPolicy.Client.Boundary;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Samples.MeetingAgent.Story;

/// <summary>Answers under a Mission, for a story that goes one way.</summary>
internal static class Answers
{
    /// <summary>The granted value; anything else ends the story.</summary>
    public static T Need<T>(this MissionAnswer<T> answer, Story story, string step)
        where T : notnull => answer is MissionAnswer<T>.Granted granted ? granted.Value : throw story.Ends(step, answer.Said());

    /// <summary>What was answered, in one line.</summary>
    public static string Said<T>(this MissionAnswer<T> answer)
        where T : notnull => answer.Match(
            _ => "granted",
            Said,
            stepUp => $"a stronger sign-in is needed: {string.Join(' ', stepUp.AcrValues)}",
            stop => $"invalid_grant, {stop.Code}",
            Error,
            detail => "unusable: " + detail);

    /// <summary>What the decision point said, in one line.</summary>
    public static string Said(this BoundaryAnswer answer) => answer.Match(
        _ => "inside",
        reapproval => Said(reapproval.Reapproval),
        _ => "a stronger sign-in is needed",
        denied => "denied: " + string.Join(", ", denied.Reasons.Select(static reason => reason.Code)),
        stopped => stopped.Stop.Code,
        unclear => "no decision: " + unclear.Detail);

    /// <summary>What to do about a crossing, in one line.</summary>
    public static string Said(NextStep? step) => step?.Match(
        push => push.Subject is null ? "send a request that is ready" : $"send a request that is ready; {push.Subject} has to approve it",
        other => "ask for " + string.Join(" or ", other.Purposes.Select(Offer)),
        wait => wait.IsReview ? "wait for the reviewers" : "wait for the person",
        change => $"{change.Owner} has to change {change.Kind}: " + string.Join(", ", change.Changes.Select(needed => $"{needed.Path ?? needed.Place} for {needed.Code}")),
        unknown => "stop: unknown step " + unknown.Step) ?? "stop: the answer has no next step";

    private static string Said(Reapproval reapproval) =>
        $"outside: {string.Join(", ", reapproval.Crossings.Select(Crossing))}; next: {Said(reapproval.NextStep)}";

    private static string Offer(PurposeOffer offer) =>
        offer.Kind + (offer.ParamsToFill.IsEmpty ? string.Empty : $" with {string.Join(", ", offer.ParamsToFill)}");

    /// <summary>A crossing with what was asked and what is allowed.</summary>
    public static string Crossing(BoundaryReason reason) => reason.Code
        + (reason.Asked is { } asked ? $" asked {Short(asked)}" : string.Empty)
        + (reason.Allowed is { } allowed ? $" allowed {Short(allowed)}" : string.Empty);

    /// <summary>An error with what the server said about it.</summary>
    public static string Error(OAuthError error) =>
        error.Code + (error.MissionError is { } mission ? $", {mission}" : string.Empty) + (error.Description is { } text ? $" ({text})" : string.Empty);

    private static string Short(JsonElement json) => json.GetRawText() is { Length: <= 120 } text ? text : json.GetRawText()[..117] + "...";
}
