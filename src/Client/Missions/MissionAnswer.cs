using System.Diagnostics;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>What asking for something under a Mission gave.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record MissionAnswer<T>
    where T : notnull
{
    private MissionAnswer()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="TResult">The result type.</typeparam>
    /// <param name="granted">Here it is.</param>
    /// <param name="reapprovalRequired">Outside the Mission; a person may approve the crossings.</param>
    /// <param name="stepUpRequired">A stronger or fresher sign-in is needed.</param>
    /// <param name="missionStopped">The Mission gives no more.</param>
    /// <param name="refused">Another error was answered.</param>
    /// <param name="unusable">The answer cannot be used.</param>
    public TResult Match<TResult>(
        Func<T, TResult> granted,
        Func<Reapproval, TResult> reapprovalRequired,
        Func<StepUp, TResult> stepUpRequired,
        Func<MissionStop, TResult> missionStopped,
        Func<OAuthError, TResult> refused,
        Func<string, TResult> unusable) => this switch
        {
            Granted answer => granted(answer.Value),
            ReapprovalRequired answer => reapprovalRequired(answer.Reapproval),
            StepUpRequired answer => stepUpRequired(answer.StepUp),
            MissionStopped answer => missionStopped(answer.Stop),
            Refused answer => refused(answer.Error),
            Unusable answer => unusable(answer.Detail),
            _ => throw new UnreachableException(),
        };

    /// <summary>A refusal as the answer to another question.</summary>
    /// <typeparam name="TOther">What the other question asks for.</typeparam>
    /// <param name="next">What to do with a granted value.</param>
    internal MissionAnswer<TOther> Then<TOther>(Func<T, MissionAnswer<TOther>> next)
        where TOther : notnull => Match(
        next,
        reapproval => new MissionAnswer<TOther>.ReapprovalRequired(reapproval),
        stepUp => new MissionAnswer<TOther>.StepUpRequired(stepUp),
        stop => new MissionAnswer<TOther>.MissionStopped(stop),
        error => new MissionAnswer<TOther>.Refused(error),
        detail => new MissionAnswer<TOther>.Unusable(detail));

    /// <summary>Granted.</summary>
    /// <param name="Value">What was asked for.</param>
    public sealed record Granted(T Value) : MissionAnswer<T>;

    /// <summary>Outside the Mission. <c>Reapproval.Request</c> goes straight to <c>BeginAsync</c>.</summary>
    /// <param name="Reapproval">All crossings and the ready-made request.</param>
    public sealed record ReapprovalRequired(Reapproval Reapproval) : MissionAnswer<T>;

    /// <summary>The sign-in is too weak or too old.</summary>
    /// <param name="StepUp">What would do.</param>
    public sealed record StepUpRequired(StepUp StepUp) : MissionAnswer<T>;

    /// <summary>The Mission is suspended or over.</summary>
    /// <param name="Stop">Why.</param>
    public sealed record MissionStopped(MissionStop Stop) : MissionAnswer<T>;

    /// <summary>Another error. <c>Error.Decision</c> with the outcome <c>deny</c>: asking again does not help.</summary>
    /// <param name="Error">The error.</param>
    public sealed record Refused(OAuthError Error) : MissionAnswer<T>;

    /// <summary>An answer outside the specification; nothing of it was used.</summary>
    /// <param name="Detail">What is wrong, e.g. the name of a member.</param>
    public sealed record Unusable(string Detail) : MissionAnswer<T>;
}
