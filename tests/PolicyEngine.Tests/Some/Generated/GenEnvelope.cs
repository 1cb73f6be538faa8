using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Random envelopes over four classes, four operations, three servers and two downstream ASs.</summary>
internal static class GenEnvelope
{
    public static readonly string[] Classes = ["c1", "c2", "c3", "c4"];

    public static readonly string[] Operations = ["read", "create", "update", "delete"];

    public static readonly string[] Servers = ["https://s1.example", "https://s2.example", "https://s3.example"];

    public static readonly string[] Issuers = ["https://as1.example", "https://as2.example"];

    private static readonly Gen<ValueArray<AttributeBound>> Where =
        GenFacts.Each(GenFacts.Attributes.Select(attribute => Gen.Select(
            Gen.Int[0, 3], GenFacts.Bound(attribute.Name, attribute.Kind), (chance, holds) => chance == 0 ? new AttributeBound(attribute.Name, holds) : null)))
        .Select(bounds => bounds.OfType<AttributeBound>().OrderBy(bound => bound.Name, StringComparer.Ordinal).ToValueArray());

    private static readonly Gen<ValueArray<EnvelopeGrant>> Grants = Gen.Select(
        Gen.OneOf(Classes), Gen.OneOf(Servers), Some(Operations), Some(Operations), Where,
        (resource, at, operations, stronger, where) => new EnvelopeGrant
        {
            RuleId = $"authority.{resource}@{at}",
            Resource = resource,
            At = at,
            Operations = operations.IsEmpty ? ["read"] : operations,
            Stronger = stronger.Except(operations, StringComparer.Ordinal).ToSortedSet(),
            Where = where,
            BoundBy = [],
            Position = SourcePosition.None,
        }).Array[1, 4].Select(grants => grants.DistinctBy(grant => grant.RuleId).OrderBy(grant => grant.RuleId, StringComparer.Ordinal).ToValueArray());

    private static readonly Gen<ValueArray<EnvelopeProhibition>> Never = Gen.Select(
        Gen.OneOf(Classes), Some(Operations), (resource, operations) => new EnvelopeProhibition($"never.{resource}", resource, operations, SourcePosition.None))
        .Array[0, 1].Select(rules => rules.ToValueArray());

    private static readonly Gen<ValueArray<EnvelopeAudience>> Audiences = Gen.Select(
        Gen.OneOf(Issuers), Some(Classes), Gen.Int[1, 5], Gen.Bool, (issuer, resources, minutes, actor) => new EnvelopeAudience
        {
            As = issuer,
            Resources = resources,
            ProjectParams = ["attendees"],
            ProjectActor = actor ? ActorProjection.WhenVerified : ActorProjection.Never,
            AssertionLifetime = TimeSpan.FromMinutes(minutes),
            Position = SourcePosition.None,
        }).Array[0, 2].Select(audiences => audiences.DistinctBy(a => a.As).OrderBy(a => a.As, StringComparer.Ordinal).ToValueArray());

    public static readonly Gen<MissionEnvelope> Any = Gen.Select(
        Grants, Never, Audiences, Gen.Int[1, 4], Gen.Int[0, 2], (grants, never, audiences, hours, depth) => SomeMission.Envelope with
        {
            Grants = grants,
            Never = never,
            Audiences = audiences,
            Lifetime = new Lifetime(SomeMission.Now, SomeMission.Now + TimeSpan.FromHours(hours)),
            PropagationDepth = depth,
        });

    private static Gen<ValueArray<string>> Some(string[] of) => Gen.OneOf(of).Array[0, of.Length].Select(items => items.ToSortedSet());
}
