using System.Globalization;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads single values, strictly: a plain word that some YAML reader takes for something else needs quotes where a text belongs.</summary>
internal static class Scalars
{
    public static T? As<T>(BindingScope scope, YamlNode node, string noun)
        where T : YamlNode
    {
        if (node is T fits)
        {
            return fits;
        }

        scope.Error(DiagnosticCodes.WrongType, node.Position, $"{Capital(noun)} is needed here, and this is {node.Noun}.", $"Write {noun}.");
        return null;
    }

    public static string? Text(BindingScope scope, YamlNode node)
    {
        if (As<YamlScalar>(scope, node, "a text") is not { } scalar)
        {
            return null;
        }

        if (scalar.IsPlain && PlainScalar.TakenFor(scalar.Text) is { } taken)
        {
            scope.Error(
                DiagnosticCodes.NeedsQuotes,
                node.Position,
                $"A text is needed here, and YAML readers take `{scalar.Text}` for {taken}.",
                $"Write \"{scalar.Text}\" in quotes.");
            return null;
        }

        return scalar.Text;
    }

    public static bool Flag(BindingScope scope, YamlNode node)
    {
        if (node is YamlScalar { IsPlain: true, Text: "true" or "false" } scalar)
        {
            return scalar.Text == "true";
        }

        scope.Error(DiagnosticCodes.WrongType, node.Position, "`true` or `false` is needed here.", "Write `true` or `false`, without quotes.");
        return false;
    }

    public static decimal? Number(BindingScope scope, YamlNode node)
    {
        if (node is YamlScalar { IsPlain: true } scalar && PlainScalar.IsJsonNumber(scalar.Text)
            && decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return number / 1.0000000000000000000000000000m;
        }

        scope.Error(
            DiagnosticCodes.WrongType,
            node.Position,
            "A number is needed here.",
            "Write it in plain digits, for example `2500` or `0.5`.");
        return null;
    }

    public static TimeSpan Duration(BindingScope scope, YamlNode node)
    {
        if (node is YamlScalar scalar && FactText.TryDuration(scalar.Text, out TimeSpan value))
        {
            return value;
        }

        scope.Error(
            DiagnosticCodes.WrongType, node.Position, "A duration is needed here.", "Write for example `30m`, `8h`, `72h`, `2d` or `PT1H30M`.");
        return TimeSpan.Zero;
    }

    public static ValueArray<string> Set(BindingScope scope, YamlList list, bool mayBeEmpty)
    {
        if (list.Items.IsEmpty && !mayBeEmpty)
        {
            scope.Error(DiagnosticCodes.OutOfRange, list.Position, "The list is empty.", "Name at least one.");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (YamlNode item in list.Items)
        {
            if (Text(scope, item) is { } text && !seen.Add(text))
            {
                scope.Error(DiagnosticCodes.RepeatedValue, item.Position, $"`{text}` stands twice in this list.", "Remove one of them.");
            }
        }

        return seen.ToSortedSet();
    }

    private static string Capital(string noun) => char.ToUpperInvariant(noun[0]) + noun[1..];
}
