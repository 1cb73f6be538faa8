using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>
/// The boundary question answered straight from the words of the handoff digest §9, without rules, plans or shortcuts.
/// It shares nothing with the engine but the records that it reads.
/// </summary>
internal static class ReferenceBoundary
{
    public static (string Outcome, SortedSet<string> Codes) Decide(MissionEnvelope envelope, DiscoveredAction action)
    {
        SortedSet<string> deny = new(StringComparer.Ordinal);
        SortedSet<string> cross = new(StringComparer.Ordinal);
        if (action.At < envelope.Lifetime.Start || action.At >= envelope.Lifetime.End)
        {
            deny.Add("mission_not_active");
        }

        foreach (EnvelopeProhibition never in envelope.Never)
        {
            if (never.Resource == action.Resource && never.Operations.Contains(action.Operation))
            {
                deny.Add("forbidden_by_catalog");
            }
        }

        Add(cross, action.Subject != envelope.Subject, "subject_outside");
        Add(cross, action.Tenant != envelope.Tenant, "tenant_outside");
        Add(cross, action.Until > envelope.Lifetime.End, "lifetime_longer");
        Add(cross, action.PropagationDepth > envelope.PropagationDepth, "propagation_depth");
        Add(cross, action.PropagationAudience is not null && !MayReach(envelope, action), "propagation_audience");
        Authority(envelope, action, cross);
        string outcome = deny.Count > 0 ? "deny" : cross.Count > 0 ? "reapprove" : "inside";
        deny.UnionWith(cross);
        return (outcome, deny);
    }

    private static bool MayReach(MissionEnvelope envelope, DiscoveredAction action)
    {
        foreach (EnvelopeAudience audience in envelope.Audiences)
        {
            if (audience.As == action.PropagationAudience)
            {
                return audience.Resources.Contains(action.Resource);
            }
        }

        return false;
    }

    private static void Authority(MissionEnvelope envelope, DiscoveredAction action, SortedSet<string> cross)
    {
        List<EnvelopeGrant> ofClass = [.. envelope.Grants.Where(grant => grant.Resource == action.Resource)];
        if (ofClass.Count == 0)
        {
            cross.Add("resource_class_outside");
            return;
        }

        bool onlyServer = ofClass.TrueForAll(grant => grant.At == ofClass[0].At && !grant.NamesServer);
        bool isKnown = ofClass.Exists(grant => grant.At == action.Audience);
        Add(cross, onlyServer ? action.Audience is not null && !isKnown : !isKnown, "resource_outside_bounds");
        List<EnvelopeGrant> here = onlyServer ? ofClass : [.. ofClass.Where(grant => grant.At == action.Audience)];
        if (here.Count == 0)
        {
            return;
        }

        bool isHeld = here.Exists(grant => grant.Operations.Contains(action.Operation));
        bool isStronger = here.Exists(grant => grant.Stronger.Contains(action.Operation));
        Add(cross, !isHeld, isStronger ? "operation_stronger" : "operation_outside");
        foreach (EnvelopeGrant grant in here)
        {
            if (isHeld && !grant.Operations.Contains(action.Operation) && here.Count > 1)
            {
                continue;
            }

            foreach (AttributeBound bound in grant.Where)
            {
                Add(cross, !Holds(bound.Holds, action), bound.Name == "id" ? "resource_outside_bounds" : "param_outside_bounds");
            }
        }
    }

    private static void Add(SortedSet<string> codes, bool isCrossed, string code)
    {
        if (isCrossed)
        {
            codes.Add(code);
        }
    }

    private static bool Holds(Condition condition, DiscoveredAction action)
    {
        switch (condition)
        {
            case Condition.All all:
                return all.Parts.All(part => Holds(part, action));
            case Condition.Any any:
                return any.Parts.Any(part => Holds(part, action));
            case Condition.Not not:
                return !Holds(not.Part, action);
            default:
                Condition.Test test = (Condition.Test)condition;
                FactValue fact = action.Attributes.Where(attribute => attribute.Name == test.Fact.Path).Select(attribute => attribute.Value).FirstOrDefault();
                return Holds(test.Comparison, fact, ((Operand.Literal)test.Operand).Value);
        }
    }

    private static bool Holds(Comparison comparison, FactValue fact, FactValue value)
    {
        if (comparison == Comparison.Present)
        {
            return value.AsNumber == 1 ? !fact.IsAbsent : fact.IsAbsent;
        }

        if (fact.IsAbsent)
        {
            return false;
        }

        bool isText = fact.Kind == FactKind.Text;
        bool isSet = fact.Kind == FactKind.TextSet;
        bool isSameKind = fact.Kind == value.Kind;
        return comparison switch
        {
            Comparison.Equal => isSameKind && fact.ToString() == value.ToString() && fact.AsNumber == value.AsNumber,
            Comparison.OneOf => isText && value.AsSet.Contains(fact.AsText),
            Comparison.StartsWith => isText && fact.AsText.StartsWith(value.AsText, StringComparison.Ordinal),
            Comparison.SubsetOf => isSet && fact.AsSet.All(item => value.AsSet.Contains(item)),
            Comparison.DisjointFrom => isSet && !fact.AsSet.Any(item => value.AsSet.Contains(item)),
            Comparison.Contains => isSet && fact.AsSet.Contains(value.AsText),
            Comparison.CountAtMost => isSet && fact.AsSet.Count <= value.AsNumber,
            Comparison.CountOver => isSet && fact.AsSet.Count > value.AsNumber,
            Comparison.AtLeast => isSameKind && fact.AsNumber >= value.AsNumber,
            Comparison.AtMost => isSameKind && fact.AsNumber <= value.AsNumber,
            Comparison.Over => isSameKind && fact.AsNumber > value.AsNumber,
            Comparison.Under => isSameKind && fact.AsNumber < value.AsNumber,
            _ => false,
        };
    }
}
