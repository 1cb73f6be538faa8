using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Envelopes that are stricter than a given one in some dimensions and equal in the others.</summary>
internal static class GenNarrowing
{
    public static Gen<MissionEnvelope> Of(MissionEnvelope outer) => Gen.Select(
        GenFacts.Each(outer.Grants.Select(Grant)), GenFacts.Each(outer.Audiences.Select(Audience)), Gen.Int[0, 59], Gen.Int[0, 2], Forbidden(),
        (grants, audiences, minutes, depth, forbidden) => outer with
        {
            Grants = grants.OfType<EnvelopeGrant>().ToValueArray() is { IsEmpty: false } some ? some : outer.Grants,
            Never = forbidden is null ? outer.Never : [.. outer.Never, forbidden],
            Audiences = audiences.OfType<EnvelopeAudience>().ToValueArray(),
            Lifetime = new Lifetime(outer.Lifetime.Start, outer.Lifetime.End - TimeSpan.FromMinutes(minutes)),
            PropagationDepth = Math.Max(0, outer.PropagationDepth - depth),
        }).Select(inner => NamesAsManyServers(outer, inner) ? inner : inner with { Grants = outer.Grants });

    // Dropping all but one server of a class would let an action leave the server out, which the wider envelope asks for.
    private static bool NamesAsManyServers(MissionEnvelope outer, MissionEnvelope inner) => inner.Grants
        .GroupBy(grant => grant.Resource, StringComparer.Ordinal)
        .All(ofClass => Servers(ofClass) > 1 || Servers(outer.Grants.Where(grant => grant.Resource == ofClass.Key)) == 1);

    private static int Servers(IEnumerable<EnvelopeGrant> grants) => grants.Select(grant => grant.At).Distinct(StringComparer.Ordinal).Count();

    private static Gen<EnvelopeGrant?> Grant(EnvelopeGrant grant) => Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, grant.Operations.Count], Gen.Bool, GenFacts.Bound("account", Engine.Rules.FactKind.Text), (chance, drop, bounds, more) =>
            chance == 0 ? null : grant with
            {
                Operations = grant.Operations.Count > 1 ? grant.Operations.Where((_, index) => index != drop).ToValueArray() : grant.Operations,
                Where = bounds && grant.Where.All(bound => bound.Name != "account")
                    ? [.. grant.Where.Append(new AttributeBound("account", more)).OrderBy(bound => bound.Name, StringComparer.Ordinal)]
                    : grant.Where,
            });

    private static Gen<EnvelopeAudience?> Audience(EnvelopeAudience audience) => Gen.Int[0, 3].Select(chance => chance switch
    {
        0 => null,
        1 => audience with { Resources = audience.Resources.Skip(1).ToValueArray() },
        2 => audience with { ProjectActor = ActorProjection.Never, ProjectParams = [] },
        _ => audience,
    });

    private static Gen<EnvelopeProhibition?> Forbidden() => Gen.Select(
        Gen.Int[0, 3], Gen.OneOf(GenEnvelope.Classes), Gen.OneOf(GenEnvelope.Operations), (chance, resource, operation) =>
            chance == 0 ? new EnvelopeProhibition($"never.{resource}.{operation}", resource, [operation], SourcePosition.None) : null);
}
