using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Rules;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Loading.Yaml;

namespace MissionPolicy.CatalogLint.Configuration;

/// <summary>Reads a configuration as strictly as the catalog itself: a word that is not understood would be a rule that nobody runs.</summary>
internal sealed class ConfigurationReader
{
    private static readonly string[] Limits = ["title_length", "summary_length", "identifier_length", "idle_needed_over", "propagation_depth", "strong_acr"];

    private static readonly (string Word, DiagnosticSeverity? Severity)[] Severities =
        [("error", DiagnosticSeverity.Error), ("warning", DiagnosticSeverity.Warning), ("note", DiagnosticSeverity.Note), ("none", null)];

    private readonly BindingScope scope = new(new DiagnosticBag());

    private ConfigurationReader()
    {
    }

    /// <summary>Reads a configuration.</summary>
    /// <param name="source">The file.</param>
    /// <exception cref="CouldNotRunException">It is not understood; the message holds every mistake.</exception>
    public static LintConfiguration Read(CatalogSource source)
    {
        ConfigurationReader reader = new();
        LintConfiguration read = YamlReader.Read(source, reader.scope.Bag) is { } root ? reader.Root(root) : new LintConfiguration();
        return reader.scope.Bag.HasErrors
            ? throw new CouldNotRunException(string.Join(" ", reader.scope.Bag.Sorted().Select(mistake => $"{mistake} {mistake.Help}")))
            : read;
    }

    private LintConfiguration Root(YamlMap root)
    {
        MapReader read = new(scope, root, "fail_on", "rules", "exclude", "limits");
        return new LintConfiguration
        {
            FailOn = read.Word(
                "fail_on", FailOn.Warning, required: false, ("note", FailOn.Note), ("warning", FailOn.Warning), ("error", FailOn.Error), ("never", FailOn.Never)),
            Severities = (read.OptionalMap("rules")?.Members ?? []).Select(Severity).ToFrozenDictionary(StringComparer.Ordinal),
            Exclusions = [.. read.Maps("exclude", required: false).Select(Exclusion)],
            Limits = read.OptionalMap("limits") is { } limits ? LimitsOf(limits) : new LintLimits(),
        };
    }

    private KeyValuePair<string, DiagnosticSeverity?> Severity(YamlMember member)
    {
        Known(member.Key, member.KeyPosition);
        string word = Scalars.Text(scope, member.Value) ?? string.Empty;
        if (!Severities.Any(known => known.Word == word))
        {
            scope.Error(DiagnosticCodes.UnknownWord, member.Value.Position, $"`{word}` is no severity.", "Write `error`, `warning`, `note` or `none`.");
        }

        return new(member.Key, Severities.FirstOrDefault(known => known.Word == word).Severity);
    }

    private LintExclusion Exclusion(YamlMap map)
    {
        MapReader read = new(scope, map, "path", "rules", "reason");
        _ = read.Text("reason");
        ImmutableArray<string> rules = read.Set("rules", required: false).Items;
        foreach (string rule in rules)
        {
            Known(rule, read.Optional("rules")!.Position);
        }

        return new LintExclusion(read.Text("path"), rules);
    }

    private LintLimits LimitsOf(YamlMap map)
    {
        MapReader read = new(scope, map, Limits);
        LintLimits usual = new();
        return new LintLimits
        {
            TitleLength = Number(read, "title_length", usual.TitleLength),
            SummaryLength = Number(read, "summary_length", usual.SummaryLength),
            IdentifierLength = Number(read, "identifier_length", usual.IdentifierLength),
            IdleNeededOver = read.OptionalDuration("idle_needed_over") ?? usual.IdleNeededOver,
            PropagationDepth = Number(read, "propagation_depth", usual.PropagationDepth),
            StrongAcr = read.OptionalText("strong_acr"),
        };
    }

    private static int Number(MapReader read, string key, int usual) => read.Optional(key) is null ? usual : read.Int(key, 1);

    private void Known(string rule, SourcePosition at)
    {
        if (RuleCatalog.Find(rule) is null)
        {
            bool isLanguage = DiagnosticCodes.All.Any(code => code.Id == rule);
            scope.Error(
                DiagnosticCodes.UnknownWord,
                at,
                isLanguage ? $"{rule} is a mistake of the language, which cannot be configured." : $"`{rule}` is no rule.",
                "The rules are listed in docs/catalog-lint.md.",
                isLanguage ? null : Suggestion.For(rule, RuleCatalog.All.Select(known => known.Id)));
        }
    }
}
