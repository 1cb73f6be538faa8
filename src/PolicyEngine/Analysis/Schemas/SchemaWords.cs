using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Analysis.Languages;
using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>The texts that a schema of strings accepts.</summary>
internal static class SchemaWords
{
    // One value of each type, and one more text: most schemas refuse one of them.
    public static readonly ImmutableArray<string> Outsiders = ["null", "true", "0", "\"\"", "\"?\"", "[]", "{}"];

    /// <summary>The language of pattern and length; null when the pattern is outside of what can be compared.</summary>
    public static TextLanguage? Language(SchemaNode node) =>
        (node.Pattern is null ? Expression.Anything : ExpressionReader.Read(node.Pattern.Source)) is { } text
            ? new TextLanguage(text, node.MinLength ?? 0, node.MaxLength)
            : null;

    public static WordList Of(SchemaNode node, string prefix, int want)
    {
        if (node.Pattern is null && node.Format is null)
        {
            // Plain names read best; the automaton is asked only when the lengths leave no room for them.
            string[] plain = [.. Enumerable.Range(1, want).Select(index => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}other-{index}")).Where(word => Fits(node, Quote(word)))];
            if (plain.Length == want)
            {
                return new WordList([.. plain], false);
            }
        }

        if (node.Format is { } format && node.Pattern is null)
        {
            return new WordList([.. FormatWords.Of(format, prefix, want).Where(word => Fits(node, Quote(word)))], false);
        }

        return Language(node) is { } language && language.Words(prefix, want) is var words
            ? words with { Words = [.. words.Words.Where(word => Fits(node, Quote(word)))] }
            : new WordList([], false);
    }

    public static bool Fits(SchemaNode node, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new ParamsSchema(node).IsValid(document.RootElement);
    }

    public static string Quote(string text) => CanonicalJson.Quote(text);
}
