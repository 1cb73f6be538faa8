using System.Globalization;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads the members of one mapping; whatever is not as the language has it becomes a diagnostic and a harmless value.</summary>
/// <remarks>The harmless values never leave the loader: one diagnostic refuses the whole catalog.</remarks>
internal sealed class MapReader
{
    private readonly YamlMap map;

    public MapReader(BindingScope scope, YamlMap map, params string[] known)
    {
        Scope = scope;
        this.map = map;
        foreach (YamlMember member in map.Members.Where(member => known.Length > 0 && !known.Contains(member.Key, StringComparer.Ordinal)))
        {
            scope.Error(
                DiagnosticCodes.UnknownKey,
                member.KeyPosition,
                $"`{member.Key}` is not a key here.",
                $"The keys here are {string.Join(", ", known.Select(key => $"`{key}`"))}.",
                Suggestion.For(member.Key, known));
        }
    }

    public BindingScope Scope { get; }

    public SourcePosition Position => map.Position;

    public YamlNode? Optional(string key) => map[key];

    public YamlNode? Required(string key)
    {
        YamlNode? value = map[key];
        if (value is null or YamlScalar { IsPlain: true, Text.Length: 0 })
        {
            SourcePosition at = value?.Position ?? map.Position;
            Scope.Error(
                DiagnosticCodes.MissingKey,
                at with { Path = $"{map.Position.Path}.{key}" },
                $"`{key}` is missing.",
                $"Add `{key}:` here.");
            return null;
        }

        return value;
    }

    /// <summary>A text that has to be there and has to say something; empty when it was told already.</summary>
    public string Text(string key) => Required(key) is { } node && Scalars.Text(Scope, node) is { } text ? Said(node, text) : string.Empty;

    public string? OptionalText(string key) => Optional(key) is { } node ? Scalars.Text(Scope, node) : null;

    public int Int(string key, int least) => Required(key) is { } node ? Integer(node, least) : least;

    public bool Flag(string key) => Optional(key) is { } node && Scalars.Flag(Scope, node);

    public TimeSpan Duration(string key) => Required(key) is { } node ? Scalars.Duration(Scope, node) : TimeSpan.Zero;

    public TimeSpan? OptionalDuration(string key) => Optional(key) is { } node ? Scalars.Duration(Scope, node) : null;

    public YamlMap? Map(string key) => Required(key) is { } node ? Scalars.As<YamlMap>(Scope, node, "a mapping") : null;

    public YamlMap? OptionalMap(string key) => Optional(key) is { } node ? Scalars.As<YamlMap>(Scope, node, "a mapping") : null;

    public YamlList? List(string key) => Required(key) is { } node ? Scalars.As<YamlList>(Scope, node, "a list") : null;

    public YamlList? OptionalList(string key) => Optional(key) is { } node ? Scalars.As<YamlList>(Scope, node, "a list") : null;

    /// <summary>A set of strings: a list without repetition, sorted.</summary>
    public ValueArray<string> Set(string key, bool required)
    {
        YamlList? list = required ? List(key) : OptionalList(key);
        foreach (YamlScalar empty in (list?.Items ?? []).OfType<YamlScalar>().Where(item => item is { IsPlain: false, Text.Length: 0 }))
        {
            Said(empty, empty.Text);
        }

        return list is null ? [] : Scalars.Set(Scope, list, mayBeEmpty: !required);
    }

    /// <summary>One word of a closed list.</summary>
    public T Word<T>(string key, T fallback, bool required, params (string Name, T Value)[] words)
    {
        YamlNode? node = required ? Required(key) : Optional(key);
        if (node is null || Scalars.Text(Scope, node) is not { } text)
        {
            return fallback;
        }

        foreach ((string name, T value) in words)
        {
            if (name == text)
            {
                return value;
            }
        }

        Scope.Error(
            DiagnosticCodes.UnknownWord,
            node.Position,
            $"`{text}` is none of the words that `{key}` can be.",
            $"Write one of {string.Join(", ", words.Select(word => $"`{word.Name}`"))}.",
            Suggestion.For(text, words.Select(word => word.Name)));
        return fallback;
    }

    /// <summary>The maps of a list of mappings.</summary>
    public IEnumerable<YamlMap> Maps(string key, bool required)
    {
        YamlList? list = required ? List(key) : OptionalList(key);
        foreach (YamlNode item in list?.Items ?? [])
        {
            if (Scalars.As<YamlMap>(Scope, item, "a mapping") is { } entry)
            {
                yield return entry;
            }
        }
    }

    private string Said(YamlNode node, string text)
    {
        if (text.Length == 0)
        {
            Scope.Error(DiagnosticCodes.OutOfRange, node.Position, "An empty text says nothing.", "Write the text, or take the line out.");
        }

        return text;
    }

    private int Integer(YamlNode node, int least)
    {
        bool isNumber = node is YamlScalar { IsPlain: true } scalar && PlainScalar.IsJsonNumber(scalar.Text);
        if (isNumber && int.TryParse(((YamlScalar)node).Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least)
        {
            return value;
        }

        Scope.Error(
            isNumber ? DiagnosticCodes.OutOfRange : DiagnosticCodes.WrongType,
            node.Position,
            $"A whole number from {least} is needed here.",
            "Write the number in plain digits, without quotes.");
        return least;
    }
}
