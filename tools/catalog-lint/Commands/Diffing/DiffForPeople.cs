using System.Text.Json;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>Differences for a person: each purpose, what changed, and for each widening a question that both catalogs answer.</summary>
internal static class DiffForPeople
{
    public static void Write(ToolHost host, CatalogDifference difference, LiveImpact? live)
    {
        Screen screen = new(host);
        PurposeDifference[] changed = [.. difference.Purposes.Where(purpose => purpose.Classification != Change.Equivalent)];
        foreach (PurposeDifference purpose in changed)
        {
            screen.Line(Mark(purpose.Classification, purpose.IsWidened), " ", Piece.Bold(purpose.Kind));
            foreach (DimensionDifference item in purpose.Dimensions)
            {
                Write(screen, item);
            }

            screen.Line();
        }

        int same = difference.Purposes.Count - changed.Length;
        screen.Line(Verdict(difference, changed.Length), $" Changed: {changed.Length}, the same: {same}.");
        if (live is not null)
        {
            Write(screen, live);
        }
    }

    private static void Write(Screen screen, LiveImpact live)
    {
        screen.Line();
        screen.Line(Piece.Bold($"Live Missions touched: {live.Touched.Length} of {live.Read}."));
        foreach (TouchedMission touched in live.Touched)
        {
            screen.Line(
                "  ",
                touched.Effect == MissionEffect.Narrowed ? Piece.Careful(Words.Of(touched.Effect)) : Piece.Bad(Words.Of(touched.Effect)),
                $" {touched.Mission.MissionRef} of `{touched.Mission.Values.Client}`, {touched.Mission.Kind}: {string.Join(", ", touched.Codes)}");
            foreach (string lost in touched.Lost)
            {
                screen.Line("      ", lost);
            }
        }
    }

    private static void Write(Screen screen, DimensionDifference difference)
    {
        screen.Line("  ", Mark(difference.Classification, difference.IsWider), $" {Words.Of(difference.Dimension)}: {difference.Summary}");
        SourcePosition at = difference.After.Line > 0 ? difference.After : difference.Before;
        if (at.Line > 0)
        {
            screen.Line("      ", Piece.Dim($"at {at}{(difference.After.Line > 0 ? string.Empty : " of the old catalog")}"));
        }

        if (difference.Witness is { } witness)
        {
            foreach (string line in Lines(witness.Question))
            {
                screen.Line("      ", line);
            }

            screen.Line("      ", "before: ", Piece.Bold(witness.BeforeAnswer), "  after: ", Piece.Bad(witness.AfterAnswer));
        }
    }

    private static Piece Verdict(CatalogDifference difference, int changed) => difference switch
    {
        { IsWidened: true } => Piece.Bad("Something becomes possible that was not."),
        { IsUndecided: true } => Piece.Bad("Some changes could not be compared: a widening cannot be ruled out."),
        _ when changed > 0 => Piece.Good("Nothing becomes possible that was not."),
        _ => Piece.Good("The catalogs allow the same."),
    };

    private static Piece Mark(Change change, bool isWider) => change switch
    {
        Change.Equivalent => Piece.Dim(Words.Of(change)),
        _ when isWider => Piece.Bad(Words.Of(change)),
        Change.Incomparable => Piece.Bad(Words.Of(change)),
        _ => Piece.Careful(Words.Of(change)),
    };

    // Each side of the question in one line: `action: operation delete, resource calendar.event`.
    private static IEnumerable<string> Lines(string question)
    {
        using JsonDocument json = JsonDocument.Parse(question);
        return [.. json.RootElement.EnumerateObject().Select(part => $"{part.Name}: {Text(part.Value)}")];
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member =>
            member.Value.ValueKind == JsonValueKind.Object ? $"{member.Name} {{ {Text(member.Value)} }}" : $"{member.Name} {Text(member.Value)}")),
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Text))}]",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
