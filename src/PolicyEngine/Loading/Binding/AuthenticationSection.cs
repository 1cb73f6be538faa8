using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>authentication</c>.</summary>
internal static class AuthenticationSection
{
    public static AuthenticationRule Bind(MapReader entry, CatalogVocabulary vocabulary, ParamsSection parameters)
    {
        if (entry.Map("authentication") is not { } map)
        {
            return new AuthenticationRule { Require = new StrengthRequirement(null, null) };
        }

        MapReader read = new(entry.Scope, map, "require", "verified_actor", "step_up");
        ConditionReader conditions = new(entry.Scope, FactCatalog.ForEvent(vocabulary, parameters));
        return new AuthenticationRule
        {
            Require = read.Map("require") is { } require ? Requirement(entry.Scope, require, vocabulary) : new StrengthRequirement(null, null),
            VerifiedActor = read.Flag("verified_actor"),
            StepUp = read.Maps("step_up", required: false).Select(rule => StepUp(entry.Scope, rule, vocabulary, conditions)).ToValueArray(),
        };
    }

    /// <summary>Reads <c>{ acr, max_age }</c>; at least one of them.</summary>
    public static StrengthRequirement Requirement(BindingScope scope, YamlMap map, CatalogVocabulary vocabulary)
    {
        MapReader read = new(scope, map, "acr", "max_age");
        if (read.Optional("acr") is null && read.Optional("max_age") is null)
        {
            scope.Error(DiagnosticCodes.MissingKey, map.Position, "The requirement asks for nothing.", "Write `acr`, `max_age` or both.");
        }

        string? acr = read.OptionalText("acr");
        if (acr is not null && vocabulary.Rank(acr) < 0)
        {
            IEnumerable<string> known = vocabulary.Levels.Select(level => level.Name);
            scope.Error(
                DiagnosticCodes.NotInVocabulary, read.Optional("acr")!.Position, $"`{acr}` is not an assurance level.", $"The levels are {string.Join(", ", known)}.", Suggestion.For(acr, known));
        }

        return new StrengthRequirement(acr, read.OptionalDuration("max_age"));
    }

    private static StepUpRule StepUp(BindingScope scope, YamlMap map, CatalogVocabulary vocabulary, ConditionReader conditions)
    {
        MapReader read = new(scope, map, "name", "when", "require");
        return new StepUpRule(
            read.Text("name"),
            read.Map("when") is { } when ? conditions.Read(when) : Condition.Always,
            read.Map("require") is { } require ? Requirement(scope, require, vocabulary) : new StrengthRequirement(null, null));
    }
}
