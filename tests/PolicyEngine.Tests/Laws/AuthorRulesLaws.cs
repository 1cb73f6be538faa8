using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Analysis;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>Random rules of authors: every way to ask them gives one answer, and one more rule never allows more.</summary>
public sealed class AuthorRulesLaws
{
    private static readonly Gen<(CatalogEntry Entry, BootstrapFacts[] Events)> Cases =
        Gen.OneOf(FactKind.Text, FactKind.Number, FactKind.TextSet).SelectMany(
            kind => Gen.Select(GenPurposePair.AuthorRules(kind).Select(pair => pair.Before), Event(kind).Array[8]));

    [Fact]
    public void Compiled_rules_the_tree_and_a_reference_without_layers_fire_the_same() => Cases.Sample(
        (entry, events) =>
        {
            RuleSet rules = RuleSetCompiler.Bootstrap(entry);
            CompiledPurpose purpose = Compile(entry);
            (IRuleSetProgram compiled, IRuleSetProgram tree) = (CompiledBackend.Instance.Compile(rules), new TreeBackend().Compile(rules));
            foreach (BootstrapFacts facts in events)
            {
                RuleQuestion question = new(new BootstrapFactView(purpose, facts));
                string[] expected = [.. ReferenceAuthorRules.Fired(entry.Rules, new BootstrapFactView(purpose, facts))];
                Assert.Equal(expected, Own(compiled.Ask(question)));
                Assert.Equal(expected, Own(tree.Ask(question)));
            }
        },
        iter: 2_000,
        print: Print);

    [Fact]
    public void NRules_and_the_compiled_rules_agree_and_no_alarm_is_raised()
    {
        Alarms alarms = new();
        AgreeingBackend both = new(new NRulesBackend(alarms, mostNetworks: 16), CompiledBackend.Instance, alarms);
        Cases.Sample(
            (entry, events) =>
            {
                CompiledPurpose purpose = Compile(entry);
                IRuleSetProgram program = both.Compile(RuleSetCompiler.Bootstrap(entry));
                foreach (BootstrapFacts facts in events)
                {
                    Assert.Equal(
                        ReferenceAuthorRules.Fired(entry.Rules, new BootstrapFactView(purpose, facts)),
                        Own(program.Ask(new RuleQuestion(new BootstrapFactView(purpose, facts)))));
                }
            },
            iter: 200,
            print: Print);
        Assert.Empty(alarms.Raised);
    }

    [Fact]
    public void One_rule_more_never_allows_more() => Cases.Sample(
        (entry, events) =>
        {
            CompiledPurpose all = Compile(entry);
            foreach (AuthorRule rule in entry.Rules)
            {
                CompiledPurpose less = Compile(entry with { Rules = entry.Rules.Where(other => other != rule).ToValueArray() });
                foreach (BootstrapFacts facts in events)
                {
                    Assert.False(Effect.Of(all, facts).IsMoreThan(Effect.Of(less, facts)), rule.Name);
                    Assert.False(IsLaxer(all, less, facts), rule.Name);
                }
            }
        },
        iter: 300,
        print: Print);

    [Fact]
    public void What_is_taken_is_the_same_with_and_without_a_sign_in() => Cases.Sample(
        (entry, events) =>
        {
            CompiledPurpose purpose = Compile(entry);
            foreach (BootstrapFacts facts in events)
            {
                RuleQuestion question = new(new BootstrapFactView(purpose, facts));
                GoverningInputs inputs = BootstrapInputs.Of(facts, "user_1");
                Tightening signedIn = Tightening.Of(purpose, purpose.Program.Ask(question), question);
                Assert.Equal(signedIn, Tightening.Of(purpose, inputs));
                MissionEnvelope built = EnvelopeBuilder.Build(purpose, inputs);
                MissionEnvelope unruled = EnvelopeBuilder.Build(Compile(entry with { Rules = [] }), inputs);
                MissionEnvelope plain = unruled with { EntryDigest = built.EntryDigest };
                Assert.Equal(Containment.Contained, EnvelopeContainment.Contains(plain, built));
            }
        },
        iter: 300,
        print: Print);

    // Without a sign-in, and apart from it: refusals, the end and what crosses of a built envelope; and what is asked of the sign-in.
    private static bool IsLaxer(CompiledPurpose all, CompiledPurpose less, BootstrapFacts facts)
    {
        GoverningInputs inputs = BootstrapInputs.Of(facts, "user_1");
        (MissionEnvelope one, MissionEnvelope other) = (EnvelopeBuilder.Build(all, inputs), EnvelopeBuilder.Build(less, inputs));
        (StrengthRequirement needs, StrengthRequirement needed) = (Needs(all, facts), Needs(less, facts));
        return one.Lifetime.End > other.Lifetime.End
            || one.Grants.Count > other.Grants.Count
            || Refusals(less, inputs).Except(Refusals(all, inputs)).Any()
            || Projected(one).Except(Projected(other)).Any()
            || StepUp.Stricter(all.Vocabulary, needed, needs) != needs
            || Bootstrap.ApprovalOf(all, facts) < Bootstrap.ApprovalOf(less, facts);
    }

    private static IEnumerable<string?> Refusals(CompiledPurpose purpose, GoverningInputs inputs) =>
        Tightening.Of(purpose, inputs).Refused.Select(reason => reason.RuleId);

    private static IEnumerable<string> Projected(MissionEnvelope envelope) =>
        envelope.Audiences.SelectMany(audience => audience.ProjectParams);

    private static StrengthRequirement Needs(CompiledPurpose purpose, BootstrapFacts facts) =>
        StepUp.Combine(purpose.Vocabulary, purpose.Program.Ask(new RuleQuestion(new BootstrapFactView(purpose, facts))));

    private static string[] Own(IEnumerable<Rule> fired) =>
        [.. fired.Select(rule => rule.Id).Where(id => id.StartsWith("rules.", StringComparison.Ordinal))];

    private static CompiledPurpose Compile(CatalogEntry entry) =>
        CompiledCatalog.Compile(GenPurposePair.Vocabulary, [entry]).Purposes.Values.Single();

    private static string Print((CatalogEntry Entry, BootstrapFacts[] Events) law) => GenPurposePair.Print((law.Entry, law.Entry));

    private static Gen<BootstrapFacts> Event(FactKind kind) => Gen.Select(
        Gen.OneOf(BruteForce.Params(kind).ToArray()),
        Gen.OneOf("low", "mid", "high", "nothing"),
        Gen.OneOf(0, 5, 20, 40),
        Gen.OneOf<string?>(null, "agent", "service"),
        Gen.Bool,
        Gen.OneOf<TimeSpan?>(null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromHours(9)),
        (param, acr, minutes, type, isVerified, lifetime) => new BootstrapFacts
        {
            Context = BruteForce.Context(Plain(kind), param) with { MaxDuration = lifetime },
            SignIn = SomeMission.SignIn(acr, minutes == 0 ? null : TimeSpan.FromMinutes(minutes)),
            Now = SomeMission.Now,
            Actor = isVerified && type is not null ? new VerifiedActor(type, "actor_1", "test") : null,
            ClaimedActor = type is null ? null : new AdvisoryActor(type, "actor_1"),
            DeferralAllowed = true,
        });

    private static readonly Dictionary<FactKind, CompiledPurpose> Plains = new[] { FactKind.Text, FactKind.Number, FactKind.TextSet }
        .ToDictionary(kind => kind, kind => Compile(GenPurposePair.Plain(kind)));

    private static CompiledPurpose Plain(FactKind kind) => Plains[kind];
}
