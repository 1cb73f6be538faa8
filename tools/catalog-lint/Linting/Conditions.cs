using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>What conditions speak about.</summary>
internal static class Conditions
{
    /// <summary>Every comparison of a condition.</summary>
    /// <param name="condition">The condition.</param>
    public static IEnumerable<Condition.Test> Tests(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Tests),
        any => any.Parts.SelectMany(Tests),
        not => Tests(not.Part),
        test => [test]);

    /// <summary>Every fact that a condition reads, on either side.</summary>
    /// <param name="condition">The condition.</param>
    public static IEnumerable<FactName> Facts(Condition condition) => Tests(condition).SelectMany(test =>
        test.Operand is Operand.Reference reference ? [test.Fact, reference.Fact] : new[] { test.Fact });

    /// <summary>Every condition of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public static IEnumerable<Condition> Of(CatalogEntry entry) =>
    [
        .. entry.Authority.SelectMany(rule => rule.Where).Select(bound => bound.Holds),
        .. entry.Authentication.StepUp.Select(rule => rule.When),
        .. entry.Rules.Select(rule => rule.When),
    ];
}
