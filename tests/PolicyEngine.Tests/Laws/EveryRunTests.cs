using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>The same question gives the same bytes in every process, on every machine: digests that were written down once.</summary>
/// <remarks>Within one process hash codes of strings do not change, so only a digest from another run can show that none decides an order.
/// A change of the decision's form changes them on purpose; then they are written down anew.</remarks>
public sealed class EveryRunTests
{
    private static readonly DiscoveredAction Outside = SomeMission.Read with { Subject = "user_2", Tenant = "customer.example", Operation = "delete", PropagationDepth = 7 };

    [Theory]
    [InlineData("inside", "sha-256:m5f18XUcLnzrogLM0wYzWslSf1yif0zFXEik93wTw6U")]
    [InlineData("reapprove", "sha-256:tqtgfHcnJUpGEjLdC-e7XAHh0fNVZfYEbz8OIWXWS-Y")]
    [InlineData("deny", "sha-256:4PXNNRlDfZ4pd1E7qEo2ZKGR7N_c9HoZBJhSfcxAbak")]
    [InlineData("granted", "sha-256:FMxrkxrAV2-Ja6ZsuSZ3A0Ilz2gZo6HKlzvxPVzViPU")]
    [InlineData("step up", "sha-256:T-m0SA5kk1Ghf6kOmcaZmnRyFxD4M1OzjUGkPSN9ptU")]
    [InlineData("refused", "sha-256:87qunt4Eo4S-jiIX6s1p8GdhvhJ0cSoB7vhrkenKnrA")]
    [InlineData("token", "sha-256:130eWiAoySZUlI2dqh8DZhi6PNGfHz7xLchQayAlkJU")]
    [InlineData("projection", "sha-256:1aoFrLyGmCWFiv-PctFH8wID3uGMpkvDDLhHbpi3VQw")]
    [InlineData("envelope", "sha-256:zte_UE3oeDq6GhlSlz7wX6U2dk4BmL6KAOb7hXrpDyk")]
    [InlineData("entry", "sha-256:6QlXO4z271mC3zqt2XrHQq112Jr6sR0KJibOy8Dtwcc")]
    public void The_digest_is_the_one_that_was_written_down(string question, string digest) => Assert.Equal(digest, DigestOf(question));

    private static string DigestOf(string question)
    {
        BootstrapFacts facts = SomeMission.Facts(SomeMission.Meeting) with { Context = SomeMission.Applied(SomeMission.Meeting), Answer = UserAnswer.Approved };
        return question switch
        {
            "inside" => Digest.Of(DecisionJson.Write(Boundary.Decide(SomeMission.Compiled, SomeMission.Read))),
            "reapprove" => Digest.Of(DecisionJson.Write(Boundary.Decide(SomeMission.Compiled, Outside))),
            "deny" => Digest.Of(DecisionJson.Write(Boundary.Decide(SomeMission.Compiled, Outside with { Resource = "mail.message", Audience = SomeMission.Mail }))),
            "granted" => Digest.Of(DecisionJson.Write(Bootstrap.Decide(SomeMission.Meeting, facts))),
            "step up" => Digest.Of(DecisionJson.Write(Bootstrap.Decide(SomeMission.Meeting, facts with { SignIn = facts.SignIn! with { Acr = "pwd" } }))),
            "refused" => Digest.Of(DecisionJson.Write(Bootstrap.Decide(SomeMission.Meeting, facts with { Answer = UserAnswer.Declined }))),
            "token" => Digest.Of(DecisionJson.Write(Derivation.Decide(
                SomeMission.Compiled, new DerivationRequest { At = SomeMission.Calendar, Now = SomeMission.Now, TokenLifetime = TimeSpan.FromMinutes(10) }))),
            "projection" => Digest.Of(DecisionJson.Write(Projection.Decide(
                SomeMission.Meeting.Vocabulary, SomeMission.Compiled, new ProjectionRequest { Audience = SomeMission.CrmAs, SignIn = facts.SignIn!, Now = SomeMission.Now }))),
            "envelope" => EnvelopeJson.DigestOf(SomeMission.Envelope),
            _ => SomeMission.Meeting.Digest,
        };
    }
}
