using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The rules of all grants of one resource class: resource server, operation, bounds.</summary>
internal static class GrantRules
{
    public static IEnumerable<Rule> Of(IGrouping<string, EnvelopeGrant> ofClass)
    {
        ValueArray<string> servers = ofClass.Select(grant => grant.At).ToSortedSet();
        bool isNamed = NamesServer(ofClass);
        return [Server(ofClass, servers, isNamed), .. servers.SelectMany(at => AtServer(ofClass.Key, at, !isNamed, [.. ofClass.Where(g => g.At == at)]))];
    }

    /// <summary>Whether an action on a class has to name its server.</summary>
    /// <param name="ofClass">Every grant of the class.</param>
    public static bool NamesServer(IEnumerable<EnvelopeGrant> ofClass)
    {
        string? first = null;
        foreach (EnvelopeGrant grant in ofClass)
        {
            first ??= grant.At;
            if (grant.NamesServer || grant.At != first)
            {
                return true;
            }
        }

        return false;
    }

    // With one server the action need not name it; with several, leaving it out is a crossing, because the bounds depend on it.
    private static Rule Server(IGrouping<string, EnvelopeGrant> ofClass, ValueArray<string> servers, bool isNamed)
    {
        Condition inside = When.OneOf(FactName.ActionAudience, servers);
        Condition outside = When.Not(inside);
        return new Rule
        {
            Id = $"authority.{ofClass.Key}.at",
            Dimension = Dimension.Object,
            When = isNamed
                ? When.All(IsClass(ofClass.Key), outside)
                : When.All(IsClass(ofClass.Key), When.Present(FactName.ActionAudience), outside),
            Outcome = new Outcome.AskAgain(ReasonCodes.ResourceOutsideBounds),
            Position = ofClass.First().Position,
            Asked = FactName.ActionAudience,
            AllowedBy = new AllowedWords.Bounds(inside),
        };
    }

    private static IEnumerable<Rule> AtServer(string resource, string at, bool onlyServer, EnvelopeGrant[] grants)
    {
        ValueArray<string> held = grants.SelectMany(grant => grant.Operations).ToSortedSet();
        ValueArray<string> stronger = grants.SelectMany(grant => grant.Stronger).Except(held, StringComparer.Ordinal).ToSortedSet();
        Condition here = onlyServer ? IsClass(resource) : When.All(IsClass(resource), When.Equal(FactName.ActionAudience, at));
        string name = onlyServer ? $"authority.{resource}" : $"authority.{resource}@{at}";
        Condition isHeld = When.OneOf(FactName.ActionOperation, held);
        Condition notHeld = When.Not(isHeld);
        Condition isStronger = When.OneOf(FactName.ActionOperation, stronger);

        yield return Operation(name + ".operation_stronger", ReasonCodes.OperationStronger, When.All(here, notHeld, isStronger), grants[0], isHeld);
        yield return Operation(name + ".operation", ReasonCodes.OperationOutside, When.All(here, notHeld, When.Not(isStronger)), grants[0], isHeld);

        foreach (EnvelopeGrant grant in grants)
        {
            // An operation that nobody holds is judged by the bounds of every grant here, so that one question shows all that is crossed.
            Condition applies = grants.Length == 1
                ? here
                : When.All(here, When.Any(When.OneOf(FactName.ActionOperation, grant.Operations), notHeld));
            foreach (AttributeBound bound in grant.Where)
            {
                yield return Bound(grant, bound, applies);
            }
        }
    }

    private static Rule Operation(string id, string code, Condition when, EnvelopeGrant grant, Condition isHeld) => new()
    {
        Id = id,
        Dimension = Dimension.Operation,
        When = when,
        Outcome = new Outcome.AskAgain(code),
        Position = grant.Position,
        Asked = FactName.ActionOperation,
        AllowedBy = new AllowedWords.Bounds(isHeld),
    };

    private static Rule Bound(EnvelopeGrant grant, AttributeBound bound, Condition applies) => new()
    {
        Id = $"{grant.RuleId}.where.{bound.Name}",
        Dimension = Dimension.Object,
        When = When.All(applies, When.Not(bound.Holds)),
        Outcome = new Outcome.AskAgain(bound.Name == "id" ? ReasonCodes.ResourceOutsideBounds : ReasonCodes.ParamOutsideBounds),
        Position = bound.Position,
        Asked = FactName.Attribute(bound.Name),
        AllowedBy = new AllowedWords.Bounds(bound.Holds),
    };

    private static Condition IsClass(string resource) => When.Equal(FactName.ActionResource, resource);
}
