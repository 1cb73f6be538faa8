using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Where the values of bounds come from, and whether they may cross to a downstream authorization server with them.</summary>
/// <remarks>A bound shows the value that it holds. A literal stands in the catalog for every person alike, so it may always be shown. A param may
/// be shown where <c>project.params</c> lists it. A claim of the subject never: no word of the language allows to send one.
/// Source: article, "Projection Minimization Rules".</remarks>
internal static class BoundSource
{
    private static readonly string Params = FactName.Param(string.Empty).ToString();

    /// <summary>The params and claims that bounds refer to, sorted.</summary>
    /// <param name="where">The bounds of an entry.</param>
    public static ValueArray<string> Of(IEnumerable<AttributeBound> where) => where.SelectMany(bound => Of(bound.Holds)).ToSortedSet();

    /// <summary>The params and claims that a condition refers to.</summary>
    /// <param name="condition">The condition, not bound yet.</param>
    public static IEnumerable<string> Of(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Of),
        any => any.Parts.SelectMany(Of),
        not => Of(not.Part),
        test => test.Operand.Match<IEnumerable<string>>(_ => [], reference => [reference.Fact.ToString()]));

    /// <summary>The param at the top level that a source belongs to, or null for a claim of the subject.</summary>
    /// <param name="source">The source, for example <c>params.window.from</c>.</param>
    public static string? ParamOf(string source) => source.StartsWith(Params, StringComparison.Ordinal) ? source[Params.Length..].Split('.')[0] : null;

    /// <summary>Whether a value may cross.</summary>
    /// <param name="source">Where the value comes from.</param>
    /// <param name="projected">The params that cross to the audience.</param>
    public static bool MayCross(string source, ValueArray<string> projected) => ParamOf(source) is { } name && projected.Contains(name);

    /// <summary>Whether a grant may cross: with all of its bounds, or not at all.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="audience">The downstream authorization server.</param>
    /// <remarks>A grant with a bound that nothing satisfies lets nothing be done, so it does not cross either.</remarks>
    public static bool MayCross(EnvelopeGrant grant, EnvelopeAudience audience) =>
        audience.Resources.Contains(grant.Resource)
        && grant.Where.All(bound => PartialEvaluation.Given(bound.Holds, _ => null) != Condition.Never)
        && (grant.Where.IsEmpty || (grant.BoundBy is { } sources && sources.All(source => MayCross(source, audience.ProjectParams))));
}
