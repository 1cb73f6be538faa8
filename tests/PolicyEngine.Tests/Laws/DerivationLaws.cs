using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>Derivation and projection never leave the envelope.</summary>
public sealed class DerivationLaws
{
    private static readonly Gen<(DerivationRequest Request, DiscoveredAction[] Actions)> Derivations = Gen.Select(
        Gen.OneOf(GenEnvelope.Servers), Some(GenEnvelope.Classes), Some(GenEnvelope.Operations), Gen.Int[0, 4], Gen.Int[1, 400], GenAction.Any.Array[30],
        (at, resources, operations, hour, minutes, actions) => (
            new DerivationRequest
            {
                At = at,
                Resources = resources,
                Operations = operations,
                Now = SomeMission.Now + TimeSpan.FromHours(hour),
                TokenLifetime = TimeSpan.FromMinutes(minutes),
            },
            actions));

    [Fact]
    public void A_token_is_inside_the_Mission_that_it_was_derived_from()
    {
        int issued = 0;
        Gen.Select(GenEnvelope.Any, Derivations).Sample(
            (envelope, asked) =>
            {
                if (Derivation.Decide(CompiledEnvelope.From(envelope), asked.Request) is not DerivationDecision.Issue { Bounds: var bounds })
                {
                    return;
                }

                Interlocked.Increment(ref issued);
                MissionEnvelope token = Token(envelope, asked.Request.Now, bounds);
                Assert.Equal(Containment.Contained, EnvelopeContainment.Contains(envelope, token));
                CompiledEnvelope narrow = CompiledEnvelope.From(token);
                CompiledEnvelope wide = CompiledEnvelope.From(envelope);
                Assert.All(asked.Actions, action => Assert.True(
                    Boundary.Decide(narrow, Named(action, bounds)) is not BoundaryDecision.StayInside
                    || Boundary.Decide(wide, Named(action, bounds)) is BoundaryDecision.StayInside));
            },
            iter: 20_000);
        Assert.True(issued > 1_000, $"only {issued} tokens were issued");
    }

    [Fact]
    public void A_projection_shows_no_more_than_the_envelope_and_its_audience()
    {
        int projected = 0;
        Gen.Select(GenEnvelope.Any, Gen.OneOf(GenEnvelope.Issuers), Some(GenEnvelope.Classes), Some(GenEnvelope.Operations), Gen.Int[0, 3]).Sample(
            (envelope, issuer, resources, operations, depth) =>
            {
                ProjectionRequest request = new()
                {
                    Audience = issuer, Resources = resources, Operations = operations, Depth = depth, SignIn = SomeMission.SignIn(), Now = SomeMission.Now,
                };
                if (Projection.Decide(SomeMission.Meeting.Vocabulary, CompiledEnvelope.From(envelope), request) is not ProjectionDecision.Project { Claims: var claims })
                {
                    return;
                }

                Interlocked.Increment(ref projected);
                EnvelopeAudience audience = envelope.Audiences.Single(candidate => candidate.As == issuer);
                Assert.True(claims.ExpiresAt <= envelope.Lifetime.End && claims.ExpiresAt <= request.Now + audience.AssertionLifetime);
                Assert.True(depth <= envelope.PropagationDepth);
                Assert.All(claims.Grants, grant =>
                {
                    Assert.Contains(grant.Resource, audience.Resources);
                    Assert.All(grant.Operations, operation => Assert.True(IsHeld(envelope, grant, operation)));
                });
            },
            iter: 20_000);
        Assert.True(projected > 500, $"only {projected} projections");
    }

    private static bool IsHeld(MissionEnvelope envelope, ProjectedGrant projected, string operation) =>
        envelope.Grants.Any(grant => grant.Resource == projected.Resource && grant.At == projected.At && grant.Operations.Contains(operation))
        && !envelope.Never.Any(rule => rule.Resource == projected.Resource && rule.Operations.Contains(operation));

    // A token names its server, so a question about it does too.
    private static DiscoveredAction Named(DiscoveredAction action, TokenBounds bounds) => action with { Audience = bounds.At };

    private static MissionEnvelope Token(MissionEnvelope envelope, DateTimeOffset now, TokenBounds bounds) => envelope with
    {
        Grants = [.. bounds.Grants, .. Silent(envelope, bounds)],
        Lifetime = new Lifetime(now, bounds.ExpiresAt),
        Audiences = [],
        PropagationDepth = 0,
    };

    // Keeps the number of servers of each class, which decides whether an action has to name one.
    private static IEnumerable<EnvelopeGrant> Silent(MissionEnvelope envelope, TokenBounds bounds) => envelope.Grants
        .Where(grant => grant.At != bounds.At && bounds.Grants.Any(own => own.Resource == grant.Resource));

    private static Gen<ValueArray<string>> Some(string[] of) => Gen.OneOf(of).Array[0, 2].Select(items => items.ToSortedSet());
}
