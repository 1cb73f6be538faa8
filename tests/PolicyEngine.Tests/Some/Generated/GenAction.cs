using System.Collections.Immutable;
using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Random actions over the domains of <see cref="GenEnvelope"/>, mostly plausible, sometimes hostile.</summary>
internal static class GenAction
{
    private static readonly Gen<ImmutableArray<AttributeValue>> Attributes =
        GenFacts.Each(GenFacts.Attributes.Select(attribute => GenFacts.Hostile(attribute.Kind).Select(value => new AttributeValue(attribute.Name, value))))
        .Select(values => values.Where(value => !value.Value.IsAbsent).ToImmutableArray());

    private static readonly Gen<(string Subject, string Tenant, string Resource, string Operation, string? Audience)> Frame = Gen.Select(
        Mostly(SomeMission.Subject, "user_2", ""),
        Mostly(SomeMission.Tenant, "customer.example", ""),
        Gen.OneOf([.. GenEnvelope.Classes, "unknown"]),
        Gen.OneOf([.. GenEnvelope.Operations, "shred"]),
        Gen.OneOf<string?>([null, .. GenEnvelope.Servers]));

    private static readonly Gen<(DateTimeOffset At, DateTimeOffset? Until, string? Audience, int? Depth)> Times = Gen.Select(
        Gen.Int[-1, 4].Select(hour => SomeMission.Now + TimeSpan.FromHours(hour)),
        Gen.Int[-1, 5].Select(hour => hour < 2 ? (DateTimeOffset?)null : SomeMission.Now + TimeSpan.FromHours(hour)),
        Gen.OneOf<string?>([null, null, .. GenEnvelope.Issuers, "https://as9.example"]),
        Gen.Int[-1, 3].Select(depth => depth < 0 ? (int?)null : depth));

    public static readonly Gen<DiscoveredAction> Any = Gen.Select(Frame, Times, Attributes, (frame, times, attributes) => new DiscoveredAction
    {
        Subject = frame.Subject,
        Tenant = frame.Tenant,
        Resource = frame.Resource,
        Operation = frame.Operation,
        Audience = frame.Audience,
        At = times.At,
        Until = times.Until,
        PropagationAudience = times.Audience,
        PropagationDepth = times.Depth,
        Attributes = attributes,
    });

    /// <summary>An action on something that the envelope holds, so that only its attributes and a few other members can cross.</summary>
    public static Gen<DiscoveredAction> Near(MissionEnvelope envelope) => Gen.Select(
        Any, Gen.Int[0, envelope.Grants.Count - 1], Gen.Int[0, 99], Gen.Bool, (any, index, pick, plain) =>
        {
            EnvelopeGrant grant = envelope.Grants[index];
            DiscoveredAction near = any with { Resource = grant.Resource, Audience = grant.At, Operation = grant.Operations[pick % grant.Operations.Count] };
            return !plain ? near : near with
            {
                Subject = SomeMission.Subject, Tenant = SomeMission.Tenant, At = SomeMission.Now, Until = null, PropagationAudience = null, PropagationDepth = null,
            };
        });

    private static Gen<string> Mostly(string usual, params string[] others) => Gen.Frequency((8, Gen.Const(usual)), (1, Gen.OneOf(others)));
}
