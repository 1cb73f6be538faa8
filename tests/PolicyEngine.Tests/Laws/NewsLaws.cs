using CsCheck;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>News say all that is new, and nothing else.</summary>
public sealed class NewsLaws
{
    private static readonly Gen<(MissionEnvelope Before, MissionEnvelope After)> Pairs = Gen.Select(GenEnvelope.Any, GenEnvelope.Any, Gen.Int[0, 2])
        .SelectMany(item => item.Item3 switch
        {
            0 => GenNarrowing.Of(item.Item1).Select(inner => (item.Item1, inner)),
            1 => GenNarrowing.Of(item.Item1).Select(inner => (inner, item.Item1)),
            _ => Gen.Const((item.Item1, item.Item2)),
        });

    [Fact]
    public void An_envelope_adds_nothing_exactly_when_it_is_shown_to_be_inside_the_one_before() => Pairs.Sample(
        pair => EnvelopeNews.Of(pair.Before, pair.After, SomeVocabulary.OfGenerated).AddsNothing
            == (EnvelopeContainment.Contains(pair.Before, pair.After) == Containment.Contained),
        iter: 20_000,
        print: pair => $"{EnvelopeJson.Write(pair.Before)}\n{EnvelopeJson.Write(pair.After)}");

    [Fact]
    public void An_envelope_has_no_news_about_itself() => GenEnvelope.Any.Sample(
        envelope => EnvelopeNews.Of(envelope, envelope, SomeVocabulary.OfGenerated) == new EnvelopeNews(), iter: 2_000);

    [Fact]
    public void News_are_told_in_canonical_JSON() => Pairs.Sample(
        (before, after) =>
        {
            string one = EnvelopeNewsJson.Write(EnvelopeNews.Of(before, after, SomeVocabulary.OfGenerated));
            Assert.Equal(one, CanonicalJson.Serialize(one));
            Assert.Equal(one, EnvelopeNewsJson.Write(EnvelopeNews.Of(before, after, SomeVocabulary.OfGenerated)));
        },
        iter: 1_000);
}
