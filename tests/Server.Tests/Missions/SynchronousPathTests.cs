using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Missions;

/// <summary>A person approves once; the agent works across three domains.</summary>
public sealed class SynchronousPathTests
{
    [Fact]
    public async Task One_approval_gives_tokens_for_calendar_mail_and_an_assertion_for_the_CRM()
    {
        await using TestHost host = await TestHost.StartAsync(TestAgent.Settings);
        using TestAgent agent = new(host);
        await agent.SignInStronglyAsync();

        TestHost.Answer pushed = await agent.PushAsync(agent.Request());
        Assert.True(pushed.Status == HttpStatusCode.Created, pushed.Json.ToString());
        Browser.Page page = await agent.AuthorizeAsync(pushed);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Schedule a meeting", page.Text, StringComparison.Ordinal);
        Assert.Contains("cal_team01", page.Text, StringComparison.Ordinal);
        Assert.Contains("In the words of", page.Text, StringComparison.Ordinal);

        Dictionary<string, string> answer = TestAgent.Answered(await agent.DecideAsync(page, "approve"));
        Assert.Equal("af0ifjsldkj", answer["state"]);
        Assert.Equal(TestAgent.Issuer, answer["iss"]);
        TestHost.Answer tokens = await agent.RedeemAsync(answer["code"]);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        string missionRef = tokens.Json.GetProperty("mission_ref").GetString()!;

        JsonElement idToken = AgentKey.Payload(tokens.Json.GetProperty("id_token").GetString()!);
        JsonElement purpose = idToken.GetProperty("client_context").GetProperty("contexts").GetProperty("purpose");
        Assert.Equal("phr", idToken.GetProperty("acr").GetString());
        Assert.Equal("n-0S6_WzA2Mj", idToken.GetProperty("nonce").GetString());
        Assert.False(purpose.TryGetProperty("display", out _));
        Assert.False(purpose.TryGetProperty("actor", out _));
        Assert.DoesNotContain(missionRef, idToken.ToString(), StringComparison.Ordinal);

        TestHost.Answer calendar = await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read create");
        Assert.True(calendar.Status == HttpStatusCode.OK, calendar.Json.ToString());
        JsonElement token = AgentKey.Payload(calendar.Json.GetProperty("access_token").GetString()!);
        Assert.Equal(TestAgent.CalendarApi, token.GetProperty("aud").GetString());
        Assert.Equal(agent.Key.Thumbprint, token.GetProperty("cnf").GetProperty("jkt").GetString());
        Assert.Equal(missionRef, token.GetProperty("mission_ref").GetString());
        Assert.Equal("agent_scheduler", token.GetProperty("act").GetProperty("sub").GetString());
        Assert.DoesNotContain("attendees", token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("weekly", token.ToString(), StringComparison.Ordinal);

        TestHost.Answer mail = await agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token"] = calendar.Json.GetProperty("access_token").GetString()!,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["resource"] = TestAgent.EmailApi,
        });
        Assert.True(mail.Status == HttpStatusCode.OK, mail.Json.ToString());
        Assert.Equal(TestAgent.EmailApi, AgentKey.Payload(mail.Json.GetProperty("access_token").GetString()!).GetProperty("aud").GetString());
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", mail.Json.GetProperty("issued_token_type").GetString());
        Assert.False(mail.Json.TryGetProperty("refresh_token", out _));

        TestHost.Answer crm = await agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["requested_token_type"] = "urn:ietf:params:oauth:token-type:id-jag",
            ["audience"] = TestAgent.CrmAs,
            ["resource"] = TestAgent.CrmApi,
            ["subject_token"] = tokens.Json.GetProperty("refresh_token").GetString()!,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:refresh_token",
            ["authorization_details"] = new JsonArray(new JsonObject { ["type"] = "mission", ["mission_ref"] = missionRef }).ToJsonString(),
        });
        Assert.True(crm.Status == HttpStatusCode.OK, crm.Json.ToString());
        Assert.Equal("N_A", crm.Json.GetProperty("token_type").GetString());
        JsonElement assertion = AgentKey.Payload(crm.Json.GetProperty("access_token").GetString()!);
        Assert.Equal(TestAgent.CrmAs, assertion.GetProperty("aud").GetString());
        Assert.Equal("crm-assistant-042", assertion.GetProperty("client_id").GetString());
        string text = assertion.ToString();
        foreach (string home in (string[])["display", "window", "cal_team01", "calendar", "weekly", "envelope", "Schedule a team meeting", "m_"])
        {
            Assert.DoesNotContain($"\"{home}", text, StringComparison.Ordinal);
        }
    }
}
