using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Is this token inside the Mission?</summary>
/// <remarks>Source: article, "Derivation"; derivation digest §1, the gate of every grant.</remarks>
public abstract record DerivationDecision
{
    private DerivationDecision()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="issue">Issue, inside these bounds.</param>
    /// <param name="reApprove">Outside, and a person may approve exactly the crossings.</param>
    /// <param name="refused">No: asking again would not help.</param>
    public T Match<T>(Func<Issue, T> issue, Func<ReApprove, T> reApprove, Func<Refused, T> refused) => this switch
    {
        Issue value => issue(value),
        ReApprove value => reApprove(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Issue.</summary>
    /// <param name="Bounds">The bounds of the token.</param>
    public sealed record Issue(TokenBounds Bounds) : DerivationDecision;

    /// <summary>Ask again.</summary>
    /// <param name="Crossings">Every crossing, sorted.</param>
    public sealed record ReApprove(ValueArray<Reason> Crossings) : DerivationDecision
    {
        /// <summary>The same crossings for a person who declined them a short while ago
        /// (<see cref="MissionStandings.RecentlyDeclined"/>).</summary>
        /// <remarks>What a host learns after the answer, so that the rules are not asked again.</remarks>
        public Refused WhenDeclined() => WhenUnasked([Standings.Declined]);

        /// <summary>The same crossings where no question may be put to the person now.</summary>
        /// <param name="why">Why not, from <see cref="Prompting"/> or <see cref="RepeatedQuestion"/>.</param>
        public Refused WhenUnasked(ValueArray<Reason> why) => new([.. why, .. Crossings]);
    }

    /// <summary>No.</summary>
    /// <param name="Reasons">Every deny reason, then every crossing.</param>
    public sealed record Refused(ValueArray<Reason> Reasons) : DerivationDecision;
}
