using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Envelopes;

/// <summary>Missions of a shape share a program and keep their own values; no answer changes by it.</summary>
public sealed class EnvelopeShapesTests
{
    [Fact]
    public void Two_Missions_of_one_purpose_share_a_program()
    {
        EnvelopeShapes shapes = new(CompiledBackend.Instance);
        CompiledEnvelope one = shapes.Compile(SomeMission.Envelope);
        CompiledEnvelope other = shapes.Compile(SomeMission.EnvelopeOf(
            SomeMission.Meeting, SomeMission.Params.Replace("cal_team01", "cal_other1", StringComparison.Ordinal)) with { Subject = "user_2" });
        Assert.Same(one.Boundary.Program, other.Boundary.Program);
        Assert.Same(one.Projection.Program, other.Projection.Program);
        Assert.NotEqual(one.Boundary.Slots, other.Boundary.Slots);
        Assert.Equal(2, shapes.Count);
    }

    [Fact]
    public void A_Mission_without_a_param_has_a_shape_of_its_own()
    {
        EnvelopeShapes shapes = new(CompiledBackend.Instance);
        CompiledEnvelope without = shapes.Compile(SomeMission.EnvelopeOf(
            SomeMission.Meeting, """{"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"}}"""));
        Assert.NotSame(shapes.Compile(SomeMission.Envelope).Boundary.Program, without.Boundary.Program);
    }

    [Fact]
    public void A_catalog_that_is_read_again_keeps_the_programs_of_live_Missions()
    {
        EnvelopeShapes shapes = new(CompiledBackend.Instance);
        using JsonDocument stored = JsonDocument.Parse(EnvelopeJson.Write(SomeMission.Envelope));
        Assert.Same(
            shapes.Compile(SomeMission.Envelope).Boundary.Program, shapes.Compile(EnvelopeJson.Read(stored.RootElement)).Boundary.Program);
    }

    [Fact]
    public void Shaped_and_plain_rules_give_the_same_reasons() => GenEnvelope.Any
        .SelectMany(envelope => Gen.Frequency((1, GenAction.Any), (2, GenAction.Near(envelope))).Array[12].Select(actions => (envelope, actions)))
        .Sample(
            sample =>
            {
                RuleSet rules = EnvelopeRules.Of(sample.envelope);
                ShapedProgram shaped = new EnvelopeShapes(CompiledBackend.Instance).Compile(sample.envelope).Boundary;
                foreach (DiscoveredAction action in sample.actions)
                {
                    ImmutableArray<Rule> plain = ConditionEvaluator.Fired(rules, new RuleQuestion(action));
                    ImmutableArray<Rule> fired = shaped.Ask(action);
                    Assert.Equal(plain.Select(rule => rule.Id), fired.Select(rule => rule.Id));
                    Assert.Equal(Reasons.Of<Outcome.AskAgain>(plain, new RuleQuestion(action)), Reasons.Of<Outcome.AskAgain>(fired, shaped.Question(action)));
                    Assert.Equal(Reasons.Of<Outcome.Refuse>(plain, new RuleQuestion(action)), Reasons.Of<Outcome.Refuse>(fired, shaped.Question(action)));
                }
            },
            iter: 3_000);

    [Fact]
    public void The_envelope_that_is_kept_is_the_one_that_was_given() => GenEnvelope.Any.Sample(
        envelope => Assert.Equal(envelope, EnvelopeShapes.Compiled.Compile(envelope).Envelope), iter: 1_000);

    [Fact]
    public void No_value_of_a_Mission_stays_in_a_shape()
    {
        const string Mark = "only-this-mission@example.com";
        MissionEnvelope envelope = SomeMission.EnvelopeOf(SomeMission.Meeting, SomeMission.Params.Replace("eng-team@example.com", Mark, StringComparison.Ordinal)) with
        {
            Subject = Mark, Tenant = Mark,
        };
        RuleSet shape = new EnvelopeShapes(CompiledBackend.Instance).Compile(envelope).Boundary.Program.Rules;
        Assert.All(shape.Rules, rule => Assert.DoesNotContain(Mark, $"{ConditionText.Describe(rule.When)} {rule.AllowedBy}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_full_memory_forgets_what_is_not_asked_for_and_still_answers()
    {
        EnvelopeShapes shapes = new(CompiledBackend.Instance, most: 8);
        MissionEnvelope[] envelopes =
        [
            .. Enumerable.Range(0, 100).Select(index => SomeMission.Envelope with
            {
                Never = [new EnvelopeProhibition($"never.{index}", "calendar.event", ["delete"], SourcePosition.None)],
            }),
        ];
        Assert.All(
            envelopes, envelope => Assert.Same(BoundaryDecision.Inside, Boundary.Decide(shapes.Compile(envelope), SomeMission.Read)));
        Assert.InRange(shapes.Count, 1, 8);
    }

    [Fact]
    public void Ten_thousand_kept_Missions_take_less_than_four_kilobytes_each()
    {
        const int Count = 10_000;
        EnvelopeShapes shapes = new(CompiledBackend.Instance);
        string[] stored = [.. Enumerable.Range(0, Count).Select(index => EnvelopeJson.Write(SomeMission.Envelope with { Subject = $"user_{index}" }))];
        CompiledEnvelope[] kept = new CompiledEnvelope[Count];
        kept[0] = Read(shapes, stored[0]);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int index = 0; index < Count; index++)
        {
            kept[index] = Read(shapes, stored[index]);
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        // Optimized code forgets a local after its last use, and the texts would then count as memory that came back.
        GC.KeepAlive(stored);
        Assert.Equal("user_9999", kept[^1].Envelope.Subject);
        Assert.InRange(each, 500, 4096);
    }

    private static CompiledEnvelope Read(EnvelopeShapes shapes, string stored)
    {
        using JsonDocument json = JsonDocument.Parse(stored);
        return shapes.Compile(EnvelopeJson.Read(json.RootElement));
    }
}
