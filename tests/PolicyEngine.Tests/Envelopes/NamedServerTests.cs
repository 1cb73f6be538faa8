using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Envelopes;

/// <summary>A class at several servers: an action has to say which, and goes on having to when the person leaves all but one out.</summary>
public sealed class NamedServerTests
{
    private static readonly EnvelopeGrant Calendar = SomeMission.Envelope.Grants.Single(grant => grant.Resource == "calendar.event") with { Where = [] };

    private static readonly EnvelopeGrant Elsewhere = Calendar with { RuleId = "authority.calendar.event@https://other.example.com", At = "https://other.example.com", NamesServer = true };

    private static readonly MissionEnvelope Both = SomeMission.Envelope with { Grants = [Calendar with { NamesServer = true }, Elsewhere] };

    private static readonly DiscoveredAction Unnamed = new()
    {
        Subject = SomeMission.Subject, Tenant = SomeMission.Tenant, Resource = "calendar.event", Operation = "read", At = SomeMission.Now,
    };

    [Fact]
    public void Leaving_one_of_two_servers_out_does_not_allow_what_both_refused()
    {
        MissionEnvelope narrowed = EnvelopeNarrowing.Apply(Both, new Narrowing([Elsewhere.RuleId], null)).Match(
            answer => answer.Envelope, refused => throw new InvalidOperationException(refused.ToString()));
        Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(CompiledEnvelope.From(Both), Unnamed));
        Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(CompiledEnvelope.From(narrowed), Unnamed));
        Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(CompiledEnvelope.From(narrowed), Unnamed with { Audience = Calendar.At }));
    }

    [Fact]
    public void An_envelope_that_takes_actions_without_a_server_is_not_inside_one_that_does_not()
    {
        MissionEnvelope free = Both with { Grants = [Calendar] };
        Assert.Equal(Containment.NotShown, EnvelopeContainment.Contains(Both, free));
        Assert.Equal(Containment.Contained, EnvelopeContainment.Contains(Both, Both with { Grants = [Calendar with { NamesServer = true }] }));
    }

    [Fact]
    public void The_stored_form_keeps_that_the_server_has_to_be_named()
    {
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(EnvelopeJson.Write(Both));
        Assert.Equal(Both, EnvelopeJson.Read(json.RootElement));
    }
}
