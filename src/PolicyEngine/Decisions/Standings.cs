using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The deny reasons of a Mission that is not in good standing.</summary>
internal static class Standings
{
    private static readonly (MissionStandings Flag, string Code, Dimension Dimension)[] Table =
    [
        (MissionStandings.NotActive, ReasonCodes.MissionNotActive, Dimension.State),
        (MissionStandings.OtherActor, ReasonCodes.ActorMismatch, Dimension.Actor),
        (MissionStandings.OtherKey, ReasonCodes.KeyMismatch, Dimension.Actor),
        (MissionStandings.CatalogWithdrawn, ReasonCodes.CatalogWithdrawn, Dimension.State),
        (MissionStandings.CatalogChanged, ReasonCodes.CatalogChanged, Dimension.State),
        (MissionStandings.CatalogNarrowed, ReasonCodes.CatalogNarrowed, Dimension.State),
        (MissionStandings.SignInTooWeak, ReasonCodes.SignInTooWeak, Dimension.Authentication),
    ];

    /// <summary>The reason of a person who declined the crossings a short while ago.</summary>
    public static Reason Declined { get; } = new() { Code = ReasonCodes.RecentlyDeclined, Dimension = Dimension.Approval };

    /// <summary>The reason of a client that used its budget of questions.</summary>
    public static Reason AskedTooOften { get; } = new() { Code = ReasonCodes.AskedTooOften, Dimension = Dimension.Approval };

    /// <summary>The reason of a person who stopped the questions.</summary>
    public static Reason AskingStopped { get; } = new() { Code = ReasonCodes.AskingStopped, Dimension = Dimension.Approval };

    // What bars the next question means nothing for an action that needs none.
    private static readonly (MissionStandings Flag, Reason Reason)[] NoQuestion =
    [
        (MissionStandings.AskedTooOften, AskedTooOften),
        (MissionStandings.AskingStopped, AskingStopped),
        (MissionStandings.RecentlyDeclined, Declined),
    ];

    /// <summary>The reasons.</summary>
    /// <param name="standing">The standing.</param>
    /// <param name="inside">Whether the action is inside; a declined crossing means nothing
    /// for an action that crosses nothing, nor does what bars another question.</param>
    public static IEnumerable<Reason> Reasons(MissionStandings standing, bool inside)
    {
        foreach ((MissionStandings flag, string code, Dimension dimension) in Table)
        {
            if (standing.HasFlag(flag))
            {
                yield return new Reason { Code = code, Dimension = dimension };
            }
        }

        foreach ((MissionStandings flag, Reason reason) in NoQuestion)
        {
            if (!inside && standing.HasFlag(flag))
            {
                yield return reason;
            }
        }
    }
}
