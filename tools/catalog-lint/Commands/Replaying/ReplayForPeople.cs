using System.Globalization;
using MissionPolicy.CatalogLint.Terminal;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>A replay for a person: what would change, how much by purpose, and which live Missions it touches.</summary>
internal static class ReplayForPeople
{
    private static readonly (ReplayVerdict Verdict, string Title)[] Columns =
    [
        (ReplayVerdict.Same, "same"),
        (ReplayVerdict.OtherReasons, "other reasons"),
        (ReplayVerdict.Stricter, "stricter"),
        (ReplayVerdict.Looser, "looser"),
        (ReplayVerdict.Unknown, "unknown"),
        (ReplayVerdict.NotReproduced, "not reproduced"),
    ];

    public static void Write(ToolHost host, ReplayResult result)
    {
        Screen screen = new(host);
        foreach ((int line, string why) in result.Broken)
        {
            screen.Line(Piece.Bad($"line {line}"), $" cannot be read: {why}");
        }

        foreach (ReplayedDecision decision in result.Changed)
        {
            screen.Line(Piece.Dim($"line {decision.Past.Line} {decision.Past.Time} {decision.Past.Id}"), $" {decision.Past.MissionRef}: {decision.Past.Words}: ", Mark(decision));
        }

        screen.Table(
            ["decisions", .. Columns.Select(column => column.Title), "purpose"],
            result.Kinds.Select(kind => (IReadOnlyList<Piece>)
            [
                Number(result.Decisions.Count(decision => decision.Past.Envelope.Kind == kind)),
                .. Columns.Select(column => (Piece)Number(result.Count(kind, column.Verdict))),
                kind,
            ]));
        foreach (LiveMission mission in result.Live)
        {
            screen.Line(Piece.Careful($"live {mission.MissionRef}"), $" ({mission.Kind}) {mission.Effect}");
        }

        int changed = result.Changed.Count();
        screen.Line(changed == 0
            ? Piece.Good($"{result.Decisions.Length} past decisions would be the same.")
            : Piece.Bold($"{changed} of {result.Decisions.Length} past decisions would not be the same; {result.Live.Length} live Missions are touched."));
    }

    /// <summary>What changed, in words.</summary>
    public static string Words(ReplayedDecision decision) => decision.Verdict switch
    {
        ReplayVerdict.Unknown => $"cannot be told: {decision.Why}",
        ReplayVerdict.NotReproduced => $"was {decision.Past.Decided}, and {decision.Why}",
        _ => $"was {decision.Past.Decided}, would be {decision.Now}{(decision.Why.Length > 0 ? $": {decision.Why}" : string.Empty)}",
    };

    private static Piece Mark(ReplayedDecision decision) =>
        decision.Verdict is ReplayVerdict.Looser or ReplayVerdict.NotReproduced ? Piece.Bad(Words(decision)) : Piece.Careful(Words(decision));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
