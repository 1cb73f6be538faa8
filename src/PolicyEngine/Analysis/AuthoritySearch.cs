using System.Collections.Immutable;
using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Finds actions on one resource class: the same rules that decide a boundary question, with params and claims left open.</summary>
internal sealed class AuthoritySearch(Versions versions, string resource)
{
    private readonly Lazy<Condition> before = new(() => Rules(versions.Before, resource));
    private readonly Lazy<Condition> after = new(() => Rules(versions.After, resource));

    /// <summary>When an action on the class is inside.</summary>
    public Condition Inside(CompiledPurpose purpose) => ReferenceEquals(purpose, versions.Before) ? before.Value : after.Value;

    private static Condition Rules(CompiledPurpose purpose, string resource)
    {
        IGrouping<string, EnvelopeGrant>? grants = EnvelopeBuilder.Grants(purpose, OpenBounds.Bind)
            .OrderBy(grant => grant.RuleId, StringComparer.Ordinal)
            .GroupBy(grant => grant.Resource, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Key == resource);
        if (grants is null)
        {
            return Condition.Never;
        }

        IEnumerable<Condition> crossings = GrantRules.Of(grants).Concat(EnvelopeBuilder.Prohibitions(purpose).Select(EnvelopeRules.Forbidden))
            .Select(rule => PartialEvaluation.Given(rule.When, FactName.ActionResource, FactValue.Text(resource)));
        return new Condition.Not(new Condition.Any(crossings.ToValueArray()));
    }

    /// <summary>When one operation on the class is inside.</summary>
    public Condition Inside(CompiledPurpose purpose, string operation) =>
        PartialEvaluation.Given(Inside(purpose), FactName.ActionOperation, FactValue.Text(operation));

    /// <summary>Finds an action of an operation.</summary>
    /// <param name="open">What has to hold.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="accept">Takes the Mission and the action as JSON, or refuses them.</param>
    /// <returns>Whether one was accepted; null when that is not known.</returns>
    public bool? Find(Condition open, string operation, Func<MissionQuestion, string, bool> accept)
    {
        open = versions.HaveRules ? When.All(open, versions.MayBegin) : open;
        bool? found = new Satisfaction(
            fact => Domain(fact, open),
            model => accept(MissionQuestion.Of(versions, model), Action(operation, model))).Find(open);

        return found == false && !IsReadTheSame(open) ? null : found;
    }

    /// <summary>Whether both versions read the attributes of a condition in the same way: a kind that changed turns values into missing ones.</summary>
    public bool IsReadTheSame(Condition condition) => ClaimKinds.Tests(condition).All(test => Kinds(test.Fact).Length < 2);

    public string Action(string operation, IReadOnlyDictionary<FactName, FactValue> model) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("resource", resource);
        writer.WriteString("operation", operation);
        foreach ((FactName fact, FactValue value) in model.Where(fact => !fact.Value.IsAbsent).OrderBy(fact => fact.Key))
        {
            if (fact == FactName.ActionAudience || fact.Scope == FactScope.Action)
            {
                writer.WritePropertyName(fact.Path);
                writer.WriteRawValue(ParamSpace.Json(value, Domain(fact, Condition.Always)));
            }
        }

        writer.WriteEndObject();
    });

    private FactDomain Domain(FactName fact, Condition everything) => fact.Scope switch
    {
        FactScope.Action => new FactDomain { Kinds = Kinds(fact) },
        FactScope.Frame => FactDomain.Of(FactKind.Text),
        _ => versions.Domain(fact, everything),
    };

    private ImmutableArray<FactKind> Kinds(FactName fact) => fact.Scope != FactScope.Action ? [] : fact.Path == "id" ? [FactKind.Text] :
    [
        .. new[] { versions.Before, versions.After }
            .Select(version => version.Vocabulary.Class(resource)?.Attribute(fact.Path)?.Kind).OfType<FactKind>().Distinct(),
    ];
}
