using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>The facts that a condition of one entry may name, with their kinds.</summary>
internal sealed class FactCatalog
{
    /// <summary>What the names of derived facts begin with.</summary>
    public const string DerivedPrefix = "derived.";

    private static readonly FrozenDictionary<string, (FactName Name, FactKind Kind)> EventFacts = new Dictionary<string, (FactName, FactKind)>
    {
        ["client"] = (FactName.Client, FactKind.Text),
        ["application"] = (FactName.Application, FactKind.Text),
        ["tenant"] = (FactName.Tenant, FactKind.Text),
        ["actor_type"] = (FactName.ActorType, FactKind.Text),
        ["acr"] = (FactName.Acr, FactKind.Level),
        ["lifetime"] = (FactName.RequestedLifetime, FactKind.Duration),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, (FactName Name, FactKind Kind)> named;

    private FactCatalog(CatalogVocabulary vocabulary, FrozenDictionary<string, FactKind> parameters, ValueArray<string> governing,
        FrozenDictionary<string, (FactName Name, FactKind Kind)> named, bool mayNameParams)
    {
        Vocabulary = vocabulary;
        Params = parameters;
        Governing = governing;
        this.named = named;
        MayNameParams = mayNameParams;
    }

    public CatalogVocabulary Vocabulary { get; }

    public FrozenDictionary<string, FactKind> Params { get; }

    public ValueArray<string> Governing { get; }

    /// <summary>Whether the params schema compiled; otherwise nothing can be said about params, and its own mistakes are told already.</summary>
    public bool KnowsParams { get; init; } = true;

    /// <summary>Whether params and claims may stand on the left side, as in step-up conditions.</summary>
    public bool MayNameParams { get; }

    /// <summary>Whether derived facts may stand on the left side, as in the rules of an author.</summary>
    public bool MayNameDerived { get; private init; }

    /// <summary>The derived facts that the rules write, by name without prefix.</summary>
    public FrozenDictionary<string, FactKind> Derived { get; private init; } = FrozenDictionary<string, FactKind>.Empty;

    public IEnumerable<string> Names => !MayNameParams
        ? named.Keys
        : named.Keys.Concat(Params.Keys.Select(path => "params." + path)).Concat(Derived.Keys.Select(name => DerivedPrefix + name));

    public static FactCatalog ForEvent(CatalogVocabulary vocabulary, ParamsSection parameters) =>
        new(vocabulary, parameters.Kinds, parameters.Rule.Governing, EventFacts, mayNameParams: true) { KnowsParams = parameters.Schema is not null };

    /// <summary>The facts of a rule of an author: those of an event, and what the rules derive.</summary>
    public static FactCatalog ForRules(
        CatalogVocabulary vocabulary,
        ParamsSection parameters,
        FrozenDictionary<string, FactKind> derived) =>
        new(vocabulary, parameters.Kinds, parameters.Rule.Governing, EventFacts, mayNameParams: true)
        {
            KnowsParams = parameters.Schema is not null,
            MayNameDerived = true,
            Derived = derived,
        };

    public static FactCatalog ForAction(CatalogVocabulary vocabulary, ParamsSection parameters, ResourceClass? resource)
    {
        Dictionary<string, (FactName, FactKind)> attributes = new(StringComparer.Ordinal) { ["id"] = (FactName.Attribute("id"), FactKind.Text) };
        foreach (AttributeDefinition attribute in resource?.Attributes ?? [])
        {
            attributes[attribute.Name] = (FactName.Attribute(attribute.Name), attribute.Kind);
        }

        return new(
            vocabulary, parameters.Kinds, parameters.Rule.Governing, attributes.ToFrozenDictionary(StringComparer.Ordinal), mayNameParams: false)
        {
            KnowsParams = parameters.Schema is not null,
        };
    }

    /// <summary>The fact with a name; its kind is null for a claim, whose kind the comparison gives.</summary>
    public (FactName Name, FactKind? Kind)? Find(string name)
    {
        if (named.TryGetValue(name, out (FactName Name, FactKind Kind) fact))
        {
            return (fact.Name, fact.Kind);
        }

        return MayNameParams ? FindReference(name) : null;
    }

    /// <summary>The param or claim that a reference names.</summary>
    public (FactName Name, FactKind? Kind)? FindReference(string text)
    {
        if (text.StartsWith("subject.", StringComparison.Ordinal) && text.Length > 8)
        {
            return (FactName.SubjectClaim(text[8..]), null);
        }

        return text.StartsWith("params.", StringComparison.Ordinal) && Params.TryGetValue(text[7..], out FactKind kind)
            ? (FactName.Param(text[7..]), kind)
            : null;
    }

    public bool IsGoverning(FactName name) => name.Scope != FactScope.Params || Governing.Contains(name.Path.Split('.')[0]);
}
