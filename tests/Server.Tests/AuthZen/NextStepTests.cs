using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.AuthZen;

/// <summary>What an evaluation offers to its agent can be done, and what cannot be done is not offered.</summary>
public sealed class NextStepTests : IAsyncLifetime
{
    private readonly DirectoryInfo catalog = ChangedCatalog.Of(line => line
        .Replace("tenants: [example.com]", "tenants: [example.com, customer.example]", StringComparison.Ordinal)
        .Replace("      assertion_lifetime: 5m", "      assertion_lifetime: 5m\n      require: { acr: phr, max_age: 5m }", StringComparison.Ordinal));

    private TestHost? host;
    private TestAgent? agent;

    private TestHost Host => host!;

    private TestAgent Agent => agent!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync([.. AgentFixture.Settings, $"--Catalog:Path={catalog.FullName}"]);
        // A clock of the real world stands between two seconds.
        host.Time.Advance(TimeSpan.FromTicks(2_651_234));
        agent = new TestAgent(host);
        await agent.SignInStronglyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        agent?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        catalog.Delete(recursive: true);
    }

    [Fact]
    public async Task A_tenant_that_the_person_is_not_in_is_not_offered()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonElement answer = await AskAsync(tokens, question => question["resource"]!["properties"]!["tenant"] = "customer.example");
        Assert.Equal("reapprove", answer.GetProperty("outcome").GetString());
        JsonElement reapproval = answer.GetProperty("reapproval");
        Assert.False(reapproval.TryGetProperty("client_context", out _), reapproval.ToString());
        Assert.Equal("tenant_not_allowed", Assert.Single(reapproval.GetProperty("outside_catalog").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_longer_life_after_a_greatest_duration_is_offered_and_granted_as_offered()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync(Agent.Request(TestAgent.Context(context =>
            context["contexts"]!["purpose"]!["constraints"] = new JsonObject { ["max_duration"] = 600 })));
        string until = Host.Time.GetUtcNow().AddMinutes(20).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        JsonElement reapproval = (await AskAsync(tokens, question => question["context"]!["lifetime"] = new JsonObject { ["until"] = until })).GetProperty("reapproval");
        Assert.False(reapproval.TryGetProperty("outside_catalog", out _), reapproval.ToString());

        Host.Time.Advance(TimeSpan.FromSeconds(40));
        JsonObject offered = JsonNode.Parse(reapproval.GetProperty("client_context").ToString())!.AsObject();
        TestHost.Answer longer = await Agent.NewMissionAsync(Agent.Request(offered).With(("authorization_details", reapproval.GetProperty("authorization_details").ToString())));
        Assert.Equal(until, longer.Member("mission_expires_at"));
    }

    [Fact]
    public async Task What_crosses_to_an_audience_that_asks_for_a_fresher_sign_in_needs_a_step_up_that_says_so()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Host.Time.Advance(TimeSpan.FromMinutes(6));
        await NeedsStepUpAsync(Agent, tokens, (await Agent.TokenAsync(AgentSteps.Refresh(tokens))).IsOk().Member("access_token"), "max_age", "sign_in_too_weak PT6M PT5M");
    }

    [Fact]
    public async Task What_crosses_to_an_audience_that_asks_for_a_stronger_sign_in_needs_a_step_up_that_says_so()
    {
        DirectoryInfo demanding = ChangedCatalog.Of(line => line
            .Replace("      assertion_lifetime: 5m", "      assertion_lifetime: 5m\n      require: { acr: phrh }", StringComparison.Ordinal));
        await using (TestHost other = await TestHost.StartAsync([.. AgentFixture.Settings, $"--Catalog:Path={demanding.FullName}"]))
        {
            using TestAgent at = new(other);
            TestHost.Answer tokens = await at.MissionAsync();
            await NeedsStepUpAsync(at, tokens, tokens.Member("access_token"), "acr_value", "sign_in_too_weak phr phrh");
        }

        demanding.Delete(recursive: true);
    }

    private static async Task NeedsStepUpAsync(TestAgent agent, TestHost.Answer tokens, string accessToken, string missing, string reason)
    {
        JsonElement answer = await AskAsync(
            agent,
            tokens,
            accessToken,
            question =>
            {
                question["resource"] = new JsonObject { ["type"] = "crm.activity", ["id"] = "act_1", ["properties"] = new JsonObject { ["tenant"] = "example.com" } };
                question["context"]!["propagation"] = new JsonObject { ["audience"] = "https://crm-as.example.com", ["depth"] = 1 };
            });
        Assert.Equal("step_up", answer.GetProperty("outcome").GetString());
        JsonElement obligation = Assert.Single(answer.GetProperty("obligations").EnumerateArray());
        Assert.Equal(("step-up", missing), (obligation.GetProperty("type").GetString(), Assert.Single(obligation.GetProperty("properties").EnumerateObject()).Name));
        Assert.Equal(reason, Words(Assert.Single(answer.GetProperty("reasons").EnumerateArray())));
        Assert.False(answer.TryGetProperty("next_action", out _));

        TestHost.Answer assertion = await agent.TokenAsync(AgentSteps.AssertionRequest(tokens));
        assertion.IsRefused("insufficient_user_authentication", HttpStatusCode.BadRequest);
        Assert.Equal("step_up", assertion.Json.GetProperty("mission_decision").GetProperty("outcome").GetString());
        Assert.Equal(reason, Words(Assert.Single(assertion.Json.GetProperty("mission_decision").GetProperty("reasons").EnumerateArray())));
    }

    private static string Words(JsonElement reason) =>
        $"{reason.GetProperty("code").GetString()} {reason.GetProperty("asked").GetString()} {string.Join(' ', reason.GetProperty("allowed").EnumerateArray())}";

    private Task<JsonElement> AskAsync(TestHost.Answer tokens, Action<JsonObject> change) => AskAsync(Agent, tokens, tokens.Member("access_token"), change);

    private static async Task<JsonElement> AskAsync(TestAgent agent, TestHost.Answer tokens, string accessToken, Action<JsonObject> change)
    {
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["context"]!["mission_ref"] = tokens.Member("mission_ref");
        change(question);
        return (await agent.CallAsync(HttpMethod.Post, "/access/v1/evaluation", accessToken, question)).IsOk().Json.GetProperty("context");
    }
}
