using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>RFC 9700 §4.14.2 for a confidential client that asked for rotation: whatever an old refresh token is used for, all that came from it ends.</summary>
public sealed class RotatedTokenTests
{
    [Theory]
    [InlineData("refresh")]
    [InlineData("resource")]
    [InlineData("assertion")]
    public async Task A_token_that_was_rotated_away_gives_nothing_and_ends_its_family(string use)
    {
        await using TestHost host = await TestHost.StartAsync([.. AgentFixture.Settings, "--Clients:assistant:RotateRefreshTokens=true"]);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        TestHost.Answer next = (await agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk();
        Assert.NotEqual(tokens.Member("refresh_token"), next.Member("refresh_token"));
        (use switch
        {
            "resource" => await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read"),
            "assertion" => await agent.TokenAsync(AgentSteps.AssertionRequest(tokens)),
            _ => await agent.TokenAsync(AgentSteps.Refresh(tokens)),
        }).IsRefused("invalid_grant");
        (await agent.TokenAsync(AgentSteps.Refresh(next))).IsRefused("invalid_grant");
        Assert.False(await agent.IsActiveAsync(next.Member("access_token")));
    }
}
