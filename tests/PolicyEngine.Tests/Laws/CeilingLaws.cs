using System.Globalization;
using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Analysis;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>The current catalog is a ceiling: never wider than the Mission, never wider than the entry as it is now.</summary>
public sealed class CeilingLaws
{
    private const int Usual = 3_000;

    private static readonly FactKind[] Kinds = [FactKind.Text, FactKind.Number, FactKind.Instant, FactKind.TextSet];

    private static readonly Gen<Change> Changes = Gen.OneOf(Kinds).SelectMany(kind => Gen.Select(
        Gen.Frequency((3, GenPurposePair.Authority(kind)), (1, kind is FactKind.Text or FactKind.Number ? GenPurposePair.AuthorRules(kind) : GenPurposePair.Authority(kind))),
        Gen.Select(Gen.Int[1, 8].Array[2], Gen.Int[0, 2].Array[2], Gen.Int[0, 9]),
        Gen.OneOf([.. BruteForce.Params(kind)]).Array[2],
        Gen.Select(Gen.OneOf("read", "write", "drop"), Gen.OneOf([null, .. GenPurposePair.Servers]), Gen.OneOf([.. BruteForce.Params(kind)]), Gen.Int[0, 8], Gen.Int[0, 3]).Array[25],
        (pair, more, values, actions) => new Change(
            kind,
            With(pair.Before, more.Item1[0], more.Item2[0], "client"),
            With(pair.After, more.Item1[1], more.Item2[1], more.Item3 == 0 ? "another" : "client"),
            values[0],
            [.. actions.Select(tried => new DiscoveredAction
            {
                Subject = SomeMission.Subject,
                Tenant = "example.com",
                Resource = GenPurposePair.ClassOf(kind),
                Operation = tried.Item1,
                Audience = tried.Item2,
                At = SomeMission.Now + TimeSpan.FromHours(tried.Item4 / 2.0),
                PropagationAudience = tried.Item5 == 0 ? "https://as.example" : null,
                PropagationDepth = tried.Item5 == 0 ? 1 : null,
                Attributes = [.. new[] { values[1], tried.Item3 }.Take(1 + (tried.Item4 % 2)).Skip(tried.Item4 % 2)
                    .Where(value => !value.IsAbsent).Select(value => new AttributeValue("x", value))],
            })])));

    /// <summary>The number of cases; <c>CEILING_CASES</c> asks for another.</summary>
    private static int Cases => int.TryParse(
        Environment.GetEnvironmentVariable("CEILING_CASES"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;

    [Fact]
    public void What_is_allowed_under_a_changed_entry_is_inside_the_Mission_and_inside_what_the_entry_gives_now()
    {
        (int whole, int part, int suspended, int inside) = (0, 0, 0, 0);
        Changes.Sample(
            change =>
            {
                (CompiledPurpose before, CompiledPurpose after) = (BruteForce.Compile(change.Before), BruteForce.Compile(change.After));
                AppliedValues values = new()
                {
                    Client = "client", Tenant = "example.com", Subject = SomeMission.Subject, ParamsJson = BruteForce.ParamsJson(
                        change.Param),
                };
                if (Ceiling.EnvelopeOf(before, Begun, values, out _) is not { } own)
                {
                    return;
                }

                MissionEnvelope? now = Ceiling.EnvelopeOf(after, own, values, out _);
                (MissionEnvelope? left, int counted) = Ceiling.Decide(after, own, values).Match<(MissionEnvelope?, int)>(
                    _ => (own, Interlocked.Increment(ref whole)), some => (some.Left, Interlocked.Increment(ref part)), _ => (null, Interlocked.Increment(ref suspended)));
                Assert.True(counted > 0);
                if (left is null)
                {
                    return;
                }

                // An entry whose meaning did not change gives the same; the digest says so without asking.
                CompiledEnvelope[] both = [CompiledEnvelope.From(own), CompiledEnvelope.From(now!)];
                foreach (DiscoveredAction action in change.Actions)
                {
                    if (Boundary.Decide(CompiledEnvelope.From(left), action) is BoundaryDecision.StayInside)
                    {
                        Interlocked.Increment(ref inside);
                        Assert.All(both, envelope => Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(envelope, action)));
                    }
                }
            },
            iter: Cases,
            print: change => GenPurposePair.Print((change.Before, change.After)) + $"\nparam {change.Param}");
        string counted = $"{Cases} cases: {whole} whole, {part} in part, {suspended} suspended, {inside} actions inside";
        TestContext.Current.TestOutputHelper?.WriteLine(counted);
        Assert.True(whole > Cases / 50, counted);
        Assert.True(part > Cases / 20, counted);
        Assert.True(suspended > Cases / 50, counted);
        Assert.True(inside > Cases / 20, counted);
    }

    [Fact]
    public void What_lies_in_two_envelopes_is_inside_both_and_nothing_else_is() => Gen.Select(GenEnvelope.Any, GenEnvelope.Any, Gen.Bool)
        .SelectMany(pair => (pair.Item3 ? GenNarrowing.Of(pair.Item1) : Gen.Const(pair.Item2)).Select(other => (one: pair.Item1, other)))
        .SelectMany(pair => Gen.Frequency((1, GenAction.Any), (2, GenAction.Near(pair.one)), (2, GenAction.Near(pair.other))).Array[30]
            .Select(actions => (pair.one, pair.other, actions)))
        .Sample(
            sample =>
            {
                MissionEnvelope left = EnvelopeCeiling.Under(sample.one, sample.other, SomeMission.Meeting.Vocabulary);
                (CompiledEnvelope one, CompiledEnvelope other, CompiledEnvelope both) =
                    (CompiledEnvelope.From(sample.one), CompiledEnvelope.From(sample.other), CompiledEnvelope.From(left));
                foreach (DiscoveredAction action in sample.actions)
                {
                    Assert.Equal(IsInside(one, action) && IsInside(other, action), IsInside(both, action));
                }
            },
            iter: 5_000,
            print: sample => $"{EnvelopeJson.Write(sample.one)}\n{EnvelopeJson.Write(sample.other)}");

    private static MissionEnvelope Begun { get; } = SomeMission.Envelope;

    private static bool IsInside(CompiledEnvelope envelope, DiscoveredAction action) =>
        Boundary.Decide(envelope, action) is BoundaryDecision.StayInside;

    private static CatalogEntry With(CatalogEntry entry, int hours, int depth, string client) => entry with
    {
        Lifetime = new LifetimeRule(TimeSpan.FromHours(hours), null),
        Allowed = entry.Allowed with { Clients = [client] },
        Propagation = entry.Propagation with { Depth = depth },
    };

    private sealed record Change(FactKind Kind, CatalogEntry Before, CatalogEntry After, FactValue Param, DiscoveredAction[] Actions);
}
