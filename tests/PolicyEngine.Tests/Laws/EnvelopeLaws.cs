using System.Text.Json;
using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>What holds of every envelope.</summary>
public sealed class EnvelopeLaws
{
    [Fact]
    public void An_envelope_contains_itself() =>
        GenEnvelope.Any.Sample(envelope => EnvelopeContainment.Contains(envelope, envelope) == Containment.Contained, iter: 2_000);

    [Fact]
    public void Containment_is_transitive() => GenEnvelope.Any
        .SelectMany(outer => GenNarrowing.Of(outer).SelectMany(middle => GenNarrowing.Of(middle).Select(inner => (outer, middle, inner))))
        .Sample(
            three => !(Contains(three.outer, three.middle) && Contains(three.middle, three.inner)) || Contains(three.outer, three.inner),
            iter: 5_000,
            print: Print);

    [Fact]
    public void What_contains_another_never_refuses_what_the_other_allows() => Gen.Select(GenEnvelope.Any, GenEnvelope.Any, Gen.Bool)
        .SelectMany(pair => (pair.Item3 ? GenNarrowing.Of(pair.Item1) : Gen.Const(pair.Item2)).Select(inner => (outer: pair.Item1, inner)))
        .SelectMany(pair => GenAction.Near(pair.inner).Array[40].Select(actions => (pair.outer, pair.inner, actions)))
        .Sample(
            sample => !Contains(sample.outer, sample.inner) || NeverMore(sample.inner, sample.outer, sample.actions),
            iter: 10_000,
            print: sample => Print((sample.outer, sample.inner, sample.inner)));

    [Fact]
    public void A_stricter_envelope_never_allows_what_the_wider_one_refuses() => GenEnvelope.Any
        .SelectMany(outer => GenNarrowing.Of(outer).Select(inner => (outer, inner)))
        .SelectMany(pair => Gen.Frequency((1, GenAction.Any), (3, GenAction.Near(pair.inner))).Array[60].Select(actions => (pair.outer, pair.inner, actions)))
        .Sample(sample => NeverMore(sample.inner, sample.outer, sample.actions), iter: 10_000, print: sample => Print((sample.outer, sample.inner, sample.inner)));

    [Fact]
    public void A_narrowing_is_shown_to_be_contained() => GenEnvelope.Any
        .SelectMany(outer => GenNarrowing.Of(outer).Select(inner => (outer, inner)))
        .Sample(pair => Contains(pair.outer, pair.inner), iter: 5_000, print: pair => Print((pair.outer, pair.inner, pair.inner)));

    [Fact]
    public void Writing_and_reading_an_envelope_gives_the_same_envelope_and_the_same_digest() => GenEnvelope.Any.Sample(
        envelope =>
        {
            string text = EnvelopeJson.Write(envelope);
            using JsonDocument document = JsonDocument.Parse(text);
            MissionEnvelope read = EnvelopeJson.Read(document.RootElement);
            Assert.Equal(text, EnvelopeJson.Write(read));
            Assert.Equal(envelope, read);
            Assert.Equal(EnvelopeJson.DigestOf(envelope), EnvelopeJson.DigestOf(read));
        },
        iter: 2_000);

    [Fact]
    public void The_order_of_grants_bounds_and_rules_never_changes_an_answer() => GenEnvelope.Any
        .SelectMany(envelope => Gen.Select(
            Gen.Shuffle(envelope.Grants.ToArray()), Gen.Shuffle(envelope.Audiences.ToArray()), Gen.Frequency((1, GenAction.Any), (1, GenAction.Near(envelope))).Array[20],
            (grants, audiences, actions) => (envelope, shuffled: envelope with { Grants = Reversed(grants), Audiences = audiences.ToValueArray() }, actions)))
        .Sample(
            sample =>
            {
                CompiledEnvelope one = CompiledEnvelope.From(sample.envelope);
                CompiledEnvelope other = CompiledEnvelope.From(sample.shuffled);
                foreach (DiscoveredAction action in sample.actions)
                {
                    Assert.Equal(DecisionJson.Write(Boundary.Decide(one, action)), DecisionJson.Write(Boundary.Decide(other, action)));
                }
            },
            iter: 3_000);

    [Fact]
    public void The_order_of_rules_in_a_set_never_changes_what_fires() => GenEnvelope.Any
        .SelectMany(envelope => Gen.Select(
            Gen.Shuffle(EnvelopeRules.Of(envelope).Rules.ToArray()), GenAction.Any.Array[20], (rules, actions) => (envelope, rules, actions)))
        .Sample(
            sample =>
            {
                IRuleSetProgram one = CompiledBackend.Instance.Compile(EnvelopeRules.Of(sample.envelope));
                IRuleSetProgram other = CompiledBackend.Instance.Compile(new RuleSet("shuffled", sample.rules.ToValueArray()));
                foreach (DiscoveredAction action in sample.actions)
                {
                    Assert.Equal(Ids(one, action), Ids(other, action));
                }
            },
            iter: 2_000);

    [Fact]
    public void The_same_question_gives_the_same_bytes_every_time() => GenEnvelope.Any
        .SelectMany(envelope => GenAction.Any.Select(action => (envelope, action)))
        .Sample(
            sample =>
            {
                string first = DecisionJson.Write(Boundary.Decide(CompiledEnvelope.From(sample.envelope), sample.action));
                using JsonDocument stored = JsonDocument.Parse(EnvelopeJson.Write(sample.envelope));
                string again = DecisionJson.Write(Boundary.Decide(CompiledEnvelope.From(EnvelopeJson.Read(stored.RootElement)), sample.action));
                Assert.Equal(first, again);
                Assert.Equal(first, Engine.Canonical.CanonicalJson.Serialize(first));
            },
            iter: 3_000);

    private static bool Contains(MissionEnvelope outer, MissionEnvelope inner) => EnvelopeContainment.Contains(outer, inner) == Containment.Contained;

    private static bool NeverMore(MissionEnvelope inner, MissionEnvelope outer, DiscoveredAction[] actions)
    {
        CompiledEnvelope small = CompiledEnvelope.From(inner);
        CompiledEnvelope large = CompiledEnvelope.From(outer);
        return actions.All(action =>
            Boundary.Decide(small, action) is not BoundaryDecision.StayInside || Boundary.Decide(large, action) is BoundaryDecision.StayInside);
    }

    private static IEnumerable<string> Ids(IRuleSetProgram program, DiscoveredAction action) =>
        program.Ask(new RuleQuestion(action)).Select(rule => rule.Id).Order(StringComparer.Ordinal);

    private static ValueArray<EnvelopeGrant> Reversed(EnvelopeGrant[] grants) =>
        grants.Select(grant => grant with { Where = grant.Where.Reverse<AttributeBound>().ToValueArray() }).ToValueArray();

    private static string Print((MissionEnvelope Outer, MissionEnvelope Middle, MissionEnvelope Inner) three) =>
        $"{EnvelopeJson.Write(three.Outer)}\n{EnvelopeJson.Write(three.Middle)}\n{EnvelopeJson.Write(three.Inner)}";
}
