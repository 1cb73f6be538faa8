using System.Net;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>RFC 9068 §4, RFC 9449 §7.1: a token of another audience or another key opens none of our own APIs.</summary>
public sealed class ForeignTokenTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestAgent Agent => fixture.Agent;

    [Theory]
    [InlineData("POST", "/access/v1/evaluation")]
    [InlineData("POST", "/missions/{ref}/complete")]
    [InlineData("GET", "/ssf/stream")]
    [InlineData("GET", "/reviews")]
    [InlineData("GET", "/evidence/records")]
    public async Task Neither_a_token_for_a_resource_nor_one_of_another_key_is_taken(string method, string path)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string address = path.Replace("{ref}", tokens.Member("mission_ref"), StringComparison.Ordinal);
        TestHost.Answer calendar = await CalendarAsync(tokens);
        using AgentKey other = new();
        foreach (TestHost.Answer answer in (TestHost.Answer[])
            [
                await Agent.CallAsync(new HttpMethod(method), address, calendar.Member("access_token")),
                await Agent.CallAsync(new HttpMethod(method), address, tokens.Member("access_token"), key: other),
            ])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Contains("error=\"invalid_token\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        await CalendarAsync(tokens);
    }

    private async Task<TestHost.Answer> CalendarAsync(TestHost.Answer tokens) => (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
}
