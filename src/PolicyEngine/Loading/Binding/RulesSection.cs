using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>rules</c>: what follows first, because it names the derived facts that conditions may speak about.</summary>
internal sealed class RulesSection(BindingScope scope, CatalogVocabulary vocabulary, ParamsSection parameters)
{
    /// <summary>How many rules an entry may have.</summary>
    public const int Most = 100;

    public ValueArray<AuthorRule> Bind(MapReader entry)
    {
        if (entry.OptionalList("rules") is { Items.Length: > Most } list)
        {
            scope.Error(
                DiagnosticCodes.OutOfRange,
                list.Position,
                $"The entry has {list.Items.Length} rules; at most {Most} can be looked over.",
                "Join rules that say the same, or divide the purpose.");
            return [];
        }

        MapReader[] read = [.. entry.Maps("rules", required: false).Select(map => new MapReader(scope, map, "name", "when", "then"))];
        RuleConsequences[] then = [.. read.Select(Then)];
        ConditionReader conditions = new(scope, FactCatalog.ForRules(vocabulary, parameters, Derived(then)));
        return read.Zip(then, (rule, consequences) => new AuthorRule(Name(rule), When(rule, conditions), consequences)).ToValueArray();
    }

    private static Condition When(MapReader read, ConditionReader conditions) =>
        read.Map("when") is { } when ? conditions.Read(when) : Condition.Always;

    // A name that is written both ways is a mistake that a check reports.
    private static FrozenDictionary<string, FactKind> Derived(IEnumerable<RuleConsequences> all)
    {
        Dictionary<string, FactKind> kinds = new(StringComparer.Ordinal);
        foreach (RuleConsequences then in all)
        {
            then.Add.ToList().ForEach(add => kinds.TryAdd(add.Name, FactKind.Number));
            then.Tag.ToList().ForEach(tag => kinds.TryAdd(tag.Name, FactKind.TextSet));
        }

        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private string Name(MapReader read)
    {
        string name = read.Text("name");
        if (name.Length > 0 && !ConsequencesReader.IsName(name))
        {
            scope.Error(
                DiagnosticCodes.RuleName,
                read.Optional("name")!.Position,
                $"`{name}` is no name for a rule.",
                ConsequencesReader.NameCure);
        }

        return name;
    }

    private RuleConsequences Then(MapReader read) =>
        read.Map("then") is { } then ? new ConsequencesReader(scope, vocabulary).Read(then) : new RuleConsequences();
}
