using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>Where two engines do not agree, every decision is a refusal that says so, and the observer is called.</summary>
public sealed class RulesDisagreeTests
{
    private const string Code = ReasonCodes.RulesDisagree;

    private static readonly Dictionary<string, Func<ImmutableArray<Rule>, RuleSet, ImmutableArray<Rule>>> Lies = new()
    {
        ["silent"] = LyingBackend.Silent, ["loud"] = LyingBackend.Loud, ["throws"] = LyingBackend.Throws, ["missing"] = LyingBackend.Missing,
    };

    private static readonly DerivationRequest Token = new()
    {
        At = SomeMission.Calendar, Now = SomeMission.Now, TokenLifetime = TimeSpan.FromMinutes(5), Operations = ["delete"],
    };

    private static readonly ProjectionRequest Crossing = new()
    {
        Audience = SomeMission.CrmAs, SignIn = SomeMission.SignIn(), Now = SomeMission.Now, Depth = 2,
    };

    private static readonly Dictionary<string, Func<CompiledPurpose, EnvelopeShapes, (bool IsRefused, IEnumerable<Reason> Reasons)>> Decisions = new()
    {
        ["context"] = (purpose, _) => ContextApplier.Apply(purpose, SomeMission.Requested(purpose) with { Client = "finance-agent" }, SomeMission.Now)
            .Match(_ => (false, []), refused => (true, refused.Reasons.AsEnumerable())),
        ["bootstrap"] = (purpose, _) => Of(Bootstrap.Decide(purpose, Facts())),
        ["proposing"] = (purpose, _) => Of(Proposing.Decide(purpose, Facts() with { SignIn = null }, SomeMission.Subject)),
        ["resume"] = (purpose, _) => Of(Bootstrap.Decide(purpose, Facts() with { Handoff = new HandoffRequest([Held()]) })),
        ["boundary"] = (_, shapes) => Boundary.Decide(shapes.Compile(SomeMission.Envelope), SomeMission.Read with { Tenant = "customer.example" })
            .Match(_ => (false, []), _ => (false, []), deny => (true, deny.Reasons.AsEnumerable())),
        ["derivation"] = (_, shapes) => Derivation.Decide(shapes.Compile(SomeMission.Envelope), Token)
            .Match(_ => (false, []), _ => (false, []), refused => (true, refused.Reasons.AsEnumerable())),
        ["derivation of nothing"] = (_, shapes) => Derivation.Decide(shapes.Compile(SomeMission.Envelope), Token with { At = "https://elsewhere.example.com", Operations = [] })
            .Match(_ => (false, []), _ => (false, []), refused => (true, refused.Reasons.AsEnumerable())),
        ["projection"] = (purpose, shapes) => Projection.Decide(purpose.Vocabulary, shapes.Compile(SomeMission.Envelope), Crossing)
            .Match(_ => (false, []), refused => (true, refused.Reasons.AsEnumerable())),
    };

    private readonly Alarms alarms = new();

    public static TheoryData<string, string, bool> Table => [.. Decisions.Keys.SelectMany(decision => Lies.Keys.SelectMany(lie => new[] { (decision, lie, true), (decision, lie, false) }))];

    public static TheoryData<string> Names => [.. Decisions.Keys];

    [Theory]
    [MemberData(nameof(Table))]
    public void A_decision_on_which_the_engines_differ_is_refused(string decision, string lie, bool liarDecides)
    {
        LyingBackend liar = new(rules => rules.Name.EndsWith(" resume", StringComparison.Ordinal) == (decision == "resume"), Lies[lie]);
        NRulesBackend honest = new(alarms);
        EnvelopeShapes shapes = new(liarDecides ? new AgreeingBackend(liar, honest, alarms) : new AgreeingBackend(honest, liar, alarms));
        (bool isRefused, IEnumerable<Reason> reasons) = Decisions[decision](Purpose(shapes), shapes);
        Assert.True(isRefused);
        Assert.Contains(reasons, reason => reason.Code == Code);
        Assert.NotEmpty(alarms.Raised);
        Assert.All(alarms.Raised, alarm => Assert.Equal("both", alarm.Backend));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_decision_of_engines_that_agree_has_no_such_reason(string decision)
    {
        EnvelopeShapes shapes = new(new AgreeingBackend(new NRulesBackend(alarms), CompiledBackend.Instance, alarms));
        (_, IEnumerable<Reason> reasons) = Decisions[decision](Purpose(shapes), shapes);
        Assert.DoesNotContain(reasons, reason => reason.Code == Code);
        Assert.Empty(alarms.Raised);
    }

    private static CompiledPurpose Purpose(EnvelopeShapes shapes) =>
        CompiledCatalog.Compile(SomeMission.Meeting.Vocabulary, [SomeMission.Meeting.Entry], shapes).Purposes.Values.Single();

    private static BootstrapFacts Facts() => SomeMission.Facts(SomeMission.Meeting);

    private static NamedMission Held() => new("resume", new ExistingMission(
        MissionState.Active, SomeMission.Envelope with { Tenant = "customer.example" }, SomeMission.Now - TimeSpan.FromHours(1)));

    private static (bool IsRefused, IEnumerable<Reason> Reasons) Of(BootstrapDecision decision) =>
        decision is BootstrapDecision.Refused refused ? (true, refused.Reasons) : (false, []);
}
