using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Splits the domain of a fact into the cells that a component's tests can tell apart, and takes values from each.</summary>
internal static class CandidateValues
{
    public static Candidates Of(Component component, FactName fact, Dictionary<FactName, FactValue> model, Func<FactName, FactDomain> space)
    {
        FactDomain domain = space(fact);
        Candidates present = domain.Values is { } only
            ? new Candidates(only, true)
            : domain.Kinds.Select(kind => OfKind(kind, component, domain, model, space)).Aggregate(Candidates.None, (all, next) => all.With(next));
        ImmutableArray<FactValue> admitted = [.. present.Values.Distinct().Where(domain.Admits)];

        // People expect an action to tell its attributes, and a sign-in to be plain.
        ImmutableArray<FactValue> values = !domain.MayBeAbsent ? admitted
            : fact.Scope is FactScope.Action ? [.. admitted, FactValue.Absent]
            : [FactValue.Absent, .. admitted];
        return new Candidates(values, present.IsComplete && domain.IsExact);
    }

    // Values that are chosen already, and those that another fact is limited to, split the domain like written ones.
    private static Candidates OfKind(
        FactKind kind, Component component, FactDomain domain, Dictionary<FactName, FactValue> model, Func<FactName, FactDomain> space)
    {
        FactValue[] constants =
        [
            .. component.Literals.Select(literal => literal.Test.Operand).OfType<Operand.Literal>().Select(literal => literal.Value)
                .Concat(component.Facts.Where(model.ContainsKey).Select(other => model[other]))
                .Concat(component.Facts.SelectMany(other => space(other).Values ?? []))
                .Where(value => !value.IsAbsent),
        ];
        int others = component.Facts.Length;
        bool isAlone = others == 1 || component.Facts.Count(other => IsLimited(space(other), kind)) <= 1;
        Candidates found = kind switch
        {
            FactKind.Flag => new Candidates([FactValue.Flag(true), FactValue.Flag(false)], true),
            FactKind.Number or FactKind.Instant or FactKind.Duration => OrderedCandidates.Of(kind, constants, others, domain),
            FactKind.Text => TextCandidates.Of(component, constants, domain),
            FactKind.TextSet => SetCandidates.Of(component, constants, domain, space),
            // Levels are always listed by the caller, who knows the vocabulary.
            _ => new Candidates([.. constants.Where(value => value.Kind == kind)], false),
        };
        // A size that another fact names splits the whole numbers in more places than are written anywhere.
        bool hasOpenCount = component.Literals.Any(literal => literal.Test is { Comparison: Comparison.CountAtMost or Comparison.CountOver, Operand: Operand.Reference });
        return found with { IsComplete = found.IsComplete && isAlone && !hasOpenCount };
    }

    private static bool IsLimited(FactDomain domain, FactKind kind) =>
        domain.Values is null && (domain.Words is not null || domain.Step is not null || (domain.Fits is not null && kind is FactKind.Text or FactKind.TextSet));
}
