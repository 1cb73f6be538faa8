using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>A token is of the Mission's tenant; a detail that names one, this or another, is refused rather than read past.</summary>
public sealed class OtherTenantTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("customer.example")]
    public async Task A_derivation_names_no_tenant(string tenant)
    {
        TestHost.Answer tokens = await fixture.Agent.NewMissionAsync();
        TestHost.Answer answer = await fixture.Agent.DeriveAsync(
            tokens, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["constraints"] = new JsonObject { ["tenant"] = tenant });
        answer.IsRefused("invalid_authorization_details");
    }
}
