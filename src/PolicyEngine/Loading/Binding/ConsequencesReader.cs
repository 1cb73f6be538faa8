using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads <c>then</c> of a rule.</summary>
internal sealed class ConsequencesReader(BindingScope scope, CatalogVocabulary vocabulary)
{
    /// <summary>The greatest amount that one rule adds.</summary>
    public const decimal MostAdded = 1_000_000;

    public const string NameCure =
        "Use up to 64 lower-case letters, digits, `-` and `_`, and begin with a letter: decisions print it inside longer names.";

    public static readonly string[] Members = ["refuse", "require", "approval", "shorten", "withhold", "add", "tag"];

    /// <summary>Whether a text can name a rule or a derived fact.</summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterLower(text[0])
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    public RuleConsequences Read(YamlMap map)
    {
        MapReader read = new(scope, map, Members);
        if (map.Members.IsEmpty)
        {
            scope.Error(
                DiagnosticCodes.MissingKey,
                map.Position,
                "Nothing follows from this rule.",
                $"Write at least one of {string.Join(", ", Members.Select(member => $"`{member}`"))}.");
        }

        return new RuleConsequences
        {
            Refuse = Refuse(read),
            Require = read.OptionalMap("require") is { } require ? AuthenticationSection.Requirement(scope, require, vocabulary) : null,
            Approval = read.Optional("approval") is null
                ? null
                : read.Word("approval", ApprovalMode.User, required: true, ("user", ApprovalMode.User), ("review", ApprovalMode.Review)),
            Shorten = read.OptionalDuration("shorten"),
            Withhold = read.Optional("withhold") is null ? [] : read.Set("withhold", required: true),
            Add = Named(read, "add", Amount).OrderBy(add => add.Name, StringComparer.Ordinal).ToValueArray(),
            Tag = Named(read, "tag", Tag).OrderBy(tag => tag.Name, StringComparer.Ordinal).ToValueArray(),
        };
    }

    private bool Refuse(MapReader read)
    {
        bool refuses = read.Flag("refuse");
        if (!refuses && read.Optional("refuse") is { } node && !scope.IsBroken(node.Position))
        {
            scope.Error(
                DiagnosticCodes.OutOfRange,
                node.Position,
                "`refuse: false` changes nothing.",
                "Write `refuse: true`, or take the line out.");
        }

        return refuses;
    }

    private IEnumerable<T> Named<T>(MapReader read, string key, Func<YamlMember, T?> value)
        where T : class
    {
        YamlMap? map = read.OptionalMap(key);
        if (map is { Members.IsEmpty: true })
        {
            scope.Error(
                DiagnosticCodes.MissingKey,
                map.Position,
                $"`{key}` names no derived fact.",
                $"Write for example `{(key == "add" ? "{ risk: 40 }" : "{ reason: outside }")}`.");
        }

        foreach (YamlMember member in map?.Members ?? [])
        {
            if (!IsName(member.Key))
            {
                scope.Error(DiagnosticCodes.RuleName, member.KeyPosition, $"`{member.Key}` is no name for a derived fact.", NameCure);
            }
            else if (value(member) is { } found)
            {
                yield return found;
            }
        }
    }

    private DerivedAmount? Amount(YamlMember member)
    {
        decimal? amount = Scalars.Number(scope, member.Value);
        if (amount is <= 0 or > MostAdded)
        {
            scope.Error(
                DiagnosticCodes.OutOfRange,
                member.Value.Position,
                $"`{member.Key}` grows by {amount}, which is not over 0 and at most 1000000.",
                "A rule can only tighten: add an amount over zero.");
        }

        return amount is { } number ? new DerivedAmount(member.Key, number) : null;
    }

    private DerivedTag? Tag(YamlMember member)
    {
        string? text = Scalars.Text(scope, member.Value);
        if (text is { Length: 0 })
        {
            scope.Error(
                DiagnosticCodes.OutOfRange,
                member.Value.Position,
                "An empty tag says nothing.",
                "Write the text, or take the line out.");
        }

        return text is null ? null : new DerivedTag(member.Key, text);
    }
}
