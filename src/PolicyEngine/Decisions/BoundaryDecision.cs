using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Is this newly found work still inside the Mission?</summary>
/// <remarks>Source: article, "What Open-World Agents Still Require".</remarks>
public abstract record BoundaryDecision
{
    private BoundaryDecision()
    {
    }

    /// <summary>Inside, with the one reason that says so. The same instance every time: the fast path allocates nothing.</summary>
    public static BoundaryDecision Inside { get; } =
        new StayInside([new Reason { Code = ReasonCodes.Inside, Dimension = Rules.Dimension.Object }]);

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="stayInside">Inside: go on.</param>
    /// <param name="reApprove">Outside, and a person may approve exactly the crossings.</param>
    /// <param name="deny">No: asking again would not help.</param>
    public T Match<T>(Func<StayInside, T> stayInside, Func<ReApprove, T> reApprove, Func<Deny, T> deny) => this switch
    {
        StayInside value => stayInside(value),
        ReApprove value => reApprove(value),
        Deny value => deny(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Inside.</summary>
    /// <param name="Reasons">The one reason <c>inside</c>.</param>
    public sealed record StayInside(ValueArray<Reason> Reasons) : BoundaryDecision;

    /// <summary>Ask again.</summary>
    /// <param name="Crossings">Every crossing, sorted by dimension, code, rule.</param>
    public sealed record ReApprove(ValueArray<Reason> Crossings) : BoundaryDecision
    {
        /// <summary>The same crossings for a person who declined them a short while ago
        /// (<see cref="MissionStandings.RecentlyDeclined"/>).</summary>
        /// <remarks>What a host learns after the answer, so that the rules are not asked again.</remarks>
        public Deny WhenDeclined() => WhenUnasked([Standings.Declined]);

        /// <summary>The same crossings where no question may be put to the person now.</summary>
        /// <param name="why">Why not, from <see cref="Prompting"/> or <see cref="RepeatedQuestion"/>.</param>
        public Deny WhenUnasked(ValueArray<Reason> why) => new([.. why, .. Crossings]);
    }

    /// <summary>Deny.</summary>
    /// <param name="Reasons">Every deny reason, then every crossing; each group sorted.</param>
    public sealed record Deny(ValueArray<Reason> Reasons) : BoundaryDecision;
}
