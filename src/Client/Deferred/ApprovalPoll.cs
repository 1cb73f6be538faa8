using System.Diagnostics;

namespace MissionPolicy.Client.Deferred;

/// <summary>What one poll of a deferred token request gave.</summary>
public abstract record ApprovalPoll
{
    private ApprovalPoll()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="undecided">Ask again.</param>
    /// <param name="decided">It is over.</param>
    public T Match<T>(Func<Undecided, T> undecided, Func<Decided, T> decided) => this switch
    {
        Undecided value => undecided(value),
        Decided value => decided(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Not decided: keep the new state in place of the old one.</summary>
    /// <param name="Approval">The new state, with the time of the next poll.</param>
    /// <param name="Standing">Where the request stands, in the server's words.</param>
    public sealed record Undecided(DeferredApproval Approval, string? Standing) : ApprovalPoll;

    /// <summary>Over.</summary>
    /// <param name="Outcome">How it ended.</param>
    public sealed record Decided(ApprovalOutcome Outcome) : ApprovalPoll;
}
