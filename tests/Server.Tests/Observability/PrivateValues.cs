using System.Net;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>A person and an agent who do what they can, and everything about them that no telemetry may hold.</summary>
internal static class PrivateValues
{
    /// <summary>Plays.</summary>
    /// <returns>What must stay here; the Mission comes first.</returns>
    public static async Task<IReadOnlyList<string>> LiveAsync(TestHost host, TestAgent agent)
    {
        TestHost.Answer tokens = await agent.MissionAsync();
        string mission = tokens.Member("mission_ref");
        TestHost.Answer derived = (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create")).IsOk();
        (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete")).IsRefused("invalid_authorization_details");
        TestHost.Answer assertion = (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        await agent.TokenAsync(AgentSteps.Form(("grant_type", mission), ("refresh_token", mission)));
        (await agent.CallAsync(HttpMethod.Get, $"/missions/{mission}", tokens.Member("access_token"))).IsOk();
        await host.PostAsync("/access/v1/evaluation", Questions.Evaluation(context: $$"""{"mission_ref":"{{mission}}"}"""));
        await host.PostAsync("/access/v1/evaluation", Questions.Evaluation("delete", context: $$"""{"mission_ref":"{{mission}}"}"""));

        TestHost.Answer again = (await agent.PushAsync(
            agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created);
        string resumed = TestAgent.Answered(await agent.AuthorizeAsync(again))["code"];
        TestHost.Answer pushed = (await agent.PushAsync(agent.Request())).IsOk(HttpStatusCode.Created);
        Browser.Page page = await agent.AuthorizeAsync(pushed);
        string handle = Assert.Single(agent.Address.Split('/', '?', '='), part => part.StartsWith("ia_", StringComparison.Ordinal));
        Assert.Equal("access_denied", TestAgent.Answered(await agent.DecideAsync(page, "deny"))["error"]);

        string[] issued = [.. new[] { tokens, derived, assertion }.SelectMany(answer => answer.Json.EnumerateObject())
            .Where(member => member.Name is "access_token" or "refresh_token" or "id_token").Select(member => member.Value.GetString()!)];
        Assert.True(issued.Length >= 5, $"{issued.Length} tokens");
        return
        [
            mission, .. issued, resumed, handle, pushed.Member("request_uri").Split(':')[^1], "user_1", "alice", "cal_team01",
            "eng-team@example.com", "Schedule a team meeting", "agent-7f3a", "schedule-meeting", TestAgent.Verifier, "af0ifjsldkj",
        ];
    }
}
