using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Compilation;

/// <summary>The rules of resuming: each fires when the sign-in differs from the Mission in one member.</summary>
/// <remarks>Source: article, "Handoff Modes", Resume.</remarks>
internal static class ResumeRules
{
    /// <summary>How long ago the last attestation was, as a duration.</summary>
    public static FactName Since { get; } = new(FactScope.Event, "since");

    /// <summary>When the sign-in is, as an instant.</summary>
    public static FactName Now { get; } = new(FactScope.Event, "now");

    /// <summary>Whether the request is bound to the Mission's key.</summary>
    public static FactName SameKey { get; } = new(FactScope.Event, "same_key");

    /// <summary>Whether what the params allow now is inside what the Mission allows already.</summary>
    public static FactName ParamsContained { get; } = new(FactScope.Event, "params_contained");

    /// <summary>Whether every operation that is asked for by name is held by the Mission already.</summary>
    public static FactName AskedContained { get; } = new(FactScope.Event, "asked_contained");

    /// <summary>When the Mission began.</summary>
    public static FactName Start { get; } = new(FactScope.Held, "start");

    /// <summary>When the Mission ends.</summary>
    public static FactName End { get; } = new(FactScope.Held, "end");

    /// <summary>The end that the request asks for; absent when it asks for none.</summary>
    public static FactName AskedEnd { get; } = new(FactScope.Event, "asked_end");

    /// <summary>The end that the Mission's own request asked for; absent when it asked for none.</summary>
    public static FactName FirstAskedEnd { get; } = new(FactScope.Held, "asked_end");

    /// <summary>The rules of an entry, sorted by id.</summary>
    /// <param name="entry">The entry.</param>
    public static RuleSet Of(CatalogEntry entry) => new(
        entry.Kind + " resume",
        new[] { Window(entry), Alive(entry), Longer(entry), Key(entry), Params(entry), Authority(entry) }
            .Concat(entry.Resume.Same.Distinct(StringComparer.Ordinal).Select(member => Same(entry, member)))
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToValueArray());

    private static Rule Window(CatalogEntry entry) => Differs(
        entry,
        "resume.within",
        "$.resume.within",
        entry.Resume.Within is { } within ? When.Not(When.Is(Since, Comparison.AtMost, FactValue.Duration(within))) : Condition.Always,
        "too long after the last attestation");

    private static Rule Alive(CatalogEntry entry) => Differs(
        entry,
        "lifetime.max",
        "$.lifetime",
        When.Not(When.All(When.Refers(Now, Comparison.AtLeast, Start), When.Refers(Now, Comparison.Under, End))),
        "past the Mission's end");

    // The request that the Mission came from may have asked for more than it got; sent again it asks for nothing new.
    private static Rule Longer(CatalogEntry entry) => Differs(
        entry,
        "lifetime.longer",
        "$.lifetime",
        When.All(When.Refers(AskedEnd, Comparison.Over, End), When.Not(When.Refers(AskedEnd, Comparison.Equal, FirstAskedEnd))),
        "a later end than the Mission's");

    private static Rule Key(CatalogEntry entry) => Differs(
        entry, "resume.key", "$.resume", When.Not(When.Is(SameKey, Comparison.Equal, FactValue.Flag(true))), "the request is bound to another key");

    private static Rule Params(CatalogEntry entry) => Differs(
        entry,
        "params",
        "$.params",
        When.Not(When.Any(IsSame("params"), When.Is(ParamsContained, Comparison.Equal, FactValue.Flag(true)))),
        "the params allow more than the Mission does");

    private static Rule Authority(CatalogEntry entry) => Differs(
        entry,
        "authority",
        "$.authority",
        When.Not(When.Is(AskedContained, Comparison.Equal, FactValue.Flag(true))),
        "more is asked for than the Mission holds");

    private static Rule Same(CatalogEntry entry, string member) =>
        Differs(entry, "resume.same." + member, "$.resume.same", IsKnown(member) ? When.Not(IsSame(member)) : Condition.Always, $"{member} differs");

    // A member that neither side has would be the same on both; one that no fact stands for never is.
    private static bool IsKnown(string member) =>
        member is "subject" or "tenant" or "application" or "actor" || member.StartsWith("params.", StringComparison.Ordinal);

    // Two members that are both absent are the same: a Mission without an application stays without one.
    private static Condition IsSame(string member)
    {
        FactName here = new(FactScope.Event, member);
        FactName there = new(FactScope.Held, member);
        return When.Any(When.Refers(here, Comparison.Equal, there), When.All(When.Not(When.Present(here)), When.Not(When.Present(there))));
    }

    private static Rule Differs(CatalogEntry entry, string id, string path, Condition when, string remark) => new()
    {
        Id = id,
        Dimension = Dimension.State,
        When = when,
        Outcome = new Outcome.AskAgain(ReasonCodes.ResumeIncompatible),
        Position = entry.Source.At(path),
        Remark = remark,
    };
}
