using System.Diagnostics;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May this person decide this proposal now, and does what the person says decide it?</summary>
/// <remarks>Source: article, "When Handoff Cannot Complete Immediately"; handoff digest §10.</remarks>
public abstract record ReviewDecision
{
    private ReviewDecision()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="refused">The person may not decide it, or not any more.</param>
    /// <param name="stepUp">The person has to sign in more strongly or more freshly first.</param>
    /// <param name="open">The person may decide, and has said nothing, or a yes that needs others besides.</param>
    /// <param name="approved">The proposal is approved.</param>
    /// <param name="denied">The proposal is denied.</param>
    public T Match<T>(Func<Refused, T> refused, Func<StepUp, T> stepUp, Func<Open, T> open, Func<Approved, T> approved, Func<Denied, T> denied) => this switch
    {
        Refused value => refused(value),
        StepUp value => stepUp(value),
        Open value => open(value),
        Approved value => approved(value),
        Denied value => denied(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The person may not decide it.</summary>
    /// <param name="Reasons">Every reason.</param>
    public sealed record Refused(ValueArray<Reason> Reasons) : ReviewDecision;

    /// <summary>Sign in again.</summary>
    /// <param name="Requirement">What is needed.</param>
    public sealed record StepUp(StrengthRequirement Requirement) : ReviewDecision;

    /// <summary>Not decided.</summary>
    /// <param name="Missing">How many approvals are missing, counting a yes that was just said.</param>
    public sealed record Open(int Missing) : ReviewDecision;

    /// <summary>Enough different people said yes.</summary>
    public sealed record Approved : ReviewDecision;

    /// <summary>One person said no; that is enough.</summary>
    /// <param name="Code"><c>reviewer_denied</c> or <c>narrow_requested</c>.</param>
    public sealed record Denied(string Code) : ReviewDecision;
}
