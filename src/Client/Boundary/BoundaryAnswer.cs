using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Client.Boundary;

/// <summary>Is the work inside the Mission? Only <see cref="Inside"/> lets it be done.</summary>
public abstract record BoundaryAnswer
{
    private BoundaryAnswer()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="inside">Go on.</param>
    /// <param name="reapprovalRequired">A person may approve the crossings.</param>
    /// <param name="stepUpRequired">A stronger or fresher sign-in is needed.</param>
    /// <param name="denied">No: asking again does not help.</param>
    /// <param name="missionStopped">The Mission is suspended or over.</param>
    /// <param name="indeterminate">There is no decision: do not go on.</param>
    public T Match<T>(
        Func<Inside, T> inside,
        Func<ReapprovalRequired, T> reapprovalRequired,
        Func<StepUpRequired, T> stepUpRequired,
        Func<Denied, T> denied,
        Func<MissionStopped, T> missionStopped,
        Func<Indeterminate, T> indeterminate) => this switch
        {
            Inside value => inside(value),
            ReapprovalRequired value => reapprovalRequired(value),
            StepUpRequired value => stepUpRequired(value),
            Denied value => denied(value),
            MissionStopped value => missionStopped(value),
            Indeterminate value => indeterminate(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>Go on.</summary>
    /// <param name="ValidUntil">Until when the answer holds.</param>
    public sealed record Inside(DateTimeOffset? ValidUntil) : BoundaryAnswer;

    /// <summary>Outside. <c>Reapproval.Request</c> goes straight to <c>BeginAsync</c>.</summary>
    /// <param name="Reapproval">All crossings and the ready-made request.</param>
    public sealed record ReapprovalRequired(Reapproval Reapproval) : BoundaryAnswer;

    /// <summary>The sign-in is too weak or too old.</summary>
    /// <param name="StepUp">What would do.</param>
    public sealed record StepUpRequired(StepUp StepUp) : BoundaryAnswer;

    /// <summary>No.</summary>
    /// <param name="Reasons">Every reason; empty when the server told none.</param>
    public sealed record Denied(ImmutableArray<BoundaryReason> Reasons) : BoundaryAnswer;

    /// <summary>The Mission gives no more.</summary>
    /// <param name="Stop">Why.</param>
    public sealed record MissionStopped(MissionStop Stop) : BoundaryAnswer;

    /// <summary>No decision: an error, or an answer outside the specification. Do not go on.</summary>
    /// <param name="Detail">What is wrong.</param>
    /// <param name="RetryAfter">When asking again makes sense.</param>
    public sealed record Indeterminate(string Detail, TimeSpan? RetryAfter = null) : BoundaryAnswer;
}
