using MissionPolicy.Engine.Analysis.Effects;
using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Two versions of one purpose.</summary>
internal sealed class Versions
{
    private readonly Lazy<EffectiveRules> rulesBefore;
    private readonly Lazy<EffectiveRules> rulesAfter;
    private readonly Lazy<MissionQuestion?> quiet;

    /// <summary>Puts two versions beside each other.</summary>
    /// <param name="before">The old one.</param>
    /// <param name="after">The new one.</param>
    public Versions(CompiledPurpose before, CompiledPurpose after)
        : this(before, after, new(() => EffectiveRules.Of(before)), new(() => EffectiveRules.Of(after)))
    {
    }

    private Versions(CompiledPurpose before, CompiledPurpose after, Lazy<EffectiveRules> rulesBefore, Lazy<EffectiveRules> rulesAfter)
    {
        (Before, After, this.rulesBefore, this.rulesAfter) = (before, after, rulesBefore, rulesAfter);
        Params = new ParamSpace(before, after);
        quiet = new(FindQuiet);
    }

    /// <summary>The old one.</summary>
    public CompiledPurpose Before { get; }

    /// <summary>The new one.</summary>
    public CompiledPurpose After { get; }

    public ParamSpace Params { get; }

    /// <summary>The rules of the old version without derived facts.</summary>
    public EffectiveRules RulesBefore => rulesBefore.Value;

    /// <summary>The rules of the new version without derived facts.</summary>
    public EffectiveRules RulesAfter => rulesAfter.Value;

    /// <summary>An event that both versions let in, and about which no author's rule has a say if there is one such; null where none is let
    /// in, or where there are no rules.</summary>
    public MissionQuestion? Quiet => quiet.Value;

    public Versions Reversed => new(After, Before, rulesAfter, rulesBefore);

    /// <summary>Whether a version has rules of its author.</summary>
    public bool HaveRules => !Before.Entry.Rules.IsEmpty || !After.Entry.Rules.IsEmpty;

    /// <summary>Whether the versions have other rules of their authors; their order is no meaning.</summary>
    public bool HaveOtherRules => !Before.Entry.Rules.ToHashSet().SetEquals(After.Entry.Rules);

    /// <summary>Whether the authors' rules differ and some cannot be written out, so that nothing can be said about what they do.</summary>
    public bool AreUndecided => HaveOtherRules && !(RulesBefore.IsExact && RulesAfter.IsExact);

    /// <summary>When no rule of an author refuses by what a Mission keeps; events whose rules cannot be written out are let through, and
    /// trying shows.</summary>
    public Condition MayBegin => When.All(MayBeginIn(Before, RulesBefore), MayBeginIn(After, RulesAfter));

    /// <summary>Whether everything is the same that rules of the author have an effect together with.</summary>
    public bool HaveEqualRest =>
        Before.Entry.Authentication == After.Entry.Authentication
        && Before.Entry.Approval == After.Entry.Approval
        && Before.Entry.Lifetime == After.Entry.Lifetime
        && Before.Entry.Params == After.Entry.Params
        && Before.Entry.Propagation == After.Entry.Propagation
        && Before.Vocabulary.Levels == After.Vocabulary.Levels;

    /// <summary>Whether a version has rules of its author, and all that they do can be compared.</summary>
    public bool HaveComparableRules => HaveRules && RulesBefore.IsExact && RulesAfter.IsExact;

    /// <summary>What both versions list; what the new one lists when they share nothing.</summary>
    public static ValueArray<string> Shared(ValueArray<string> before, ValueArray<string> after) =>
        before.Intersect(after, StringComparer.Ordinal).ToSortedSet() is { IsEmpty: false } both ? both : after.ToSortedSet();

    public SourcePosition BeforeAt(string path) => Before.Entry.Source.At(path);

    public SourcePosition AfterAt(string path) => After.Entry.Source.At(path);

    /// <summary>The domain of a fact of the sign-in or of the Mission, for events that both versions admit.</summary>
    public FactDomain Domain(FactName fact, Condition everything) => fact.Scope switch
    {
        FactScope.Params => Params.Domain(fact.Path),
        FactScope.Subject => new FactDomain { Kinds = ClaimKinds.Of(everything) },
        _ when fact == FactName.Client => FactDomain.OneOf(Shared(Before.Entry.Allowed.Clients, After.Entry.Allowed.Clients).Select(FactValue.Text)),
        _ when fact == FactName.Tenant => FactDomain.OneOf(Shared(Before.Entry.Allowed.Tenants, After.Entry.Allowed.Tenants).Select(FactValue.Text)),
        _ when fact == FactName.Application => Applications(),
        _ when fact == FactName.RequestedLifetime => FactDomain.Of(FactKind.Duration) with { MayBeAbsent = false, Fits = value => value.AsNumber > 0 },
        _ when fact == FactName.ActorVerified => FactDomain.Of(FactKind.Flag) with { MayBeAbsent = false },
        _ => FactDomain.Of(FactKind.Text),
    };

    private static Condition MayBeginIn(CompiledPurpose purpose, EffectiveRules rules)
    {
        IEnumerable<Rule> refusals = rules.OfAuthor.Where(rule => rule.Outcome is Outcome.Refuse && purpose.Kept.Contains(rule.Id));
        return rules.IsExact ? new Condition.Not(new Condition.Any(refusals.Select(rule => rule.When).ToValueArray())) : Condition.Always;
    }

    private MissionQuestion? FindQuiet()
    {
        EventSearch search = new(this);
        MissionQuestion? found = !HaveRules ? null
            : search.Plain(
                (before, after) =>
                    When.All(before.Admitted, after.Admitted, When.Not(before.HasConsequence), When.Not(after.HasConsequence)),
                hasLifetime: false)
                ?? search.Plain((before, after) => When.All(before.Admitted, after.Admitted), hasLifetime: false)
                ?? search.Plain((before, after) => When.All(before.Admitted, after.Admitted), hasLifetime: true);
        return found is null ? null : found with { Answer = null };
    }

    private FactDomain Applications()
    {
        (ValueArray<string> before, ValueArray<string> after) = (Before.Entry.Allowed.Applications, After.Entry.Allowed.Applications);
        return before.IsEmpty && after.IsEmpty
            ? FactDomain.Of(FactKind.Text)
            : FactDomain.OneOf((before.IsEmpty ? after : after.IsEmpty ? before : Shared(before, after)).Select(FactValue.Text));
    }
}
