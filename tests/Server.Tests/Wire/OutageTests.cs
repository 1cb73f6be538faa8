using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Derivation digest §11, pdp digest §4: a failure of ours is told in the words of the endpoint, and is never a permit.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private TestHost? host;

    private TestHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    private BreakableStore Store => (BreakableStore)Host.App.Services.GetRequiredService<IStore>();

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(BreakableStore.Replace, AgentFixture.Settings);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Theory]
    [InlineData("/token")]
    [InlineData("/par")]
    [InlineData("/introspect")]
    [InlineData("/revoke")]
    [InlineData("/missions")]
    public async Task An_OAuth_endpoint_answers_OAuth_errors_when_the_store_is_down_or_we_have_a_bug(string path)
    {
        using TestAgent agent = new(Host);
        Dictionary<string, string> form = AgentSteps.Form(("grant_type", "refresh_token"), ("refresh_token", "rt_x"), ("token", "x"));
        Store.Reads = Store.Writes = new StoreUnavailableException("secret of the disk");
        TestHost.Answer down = await agent.PostAsync(path, form);
        down.IsRefused("temporarily_unavailable", HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("30", "application/json"), (down.Headers["Retry-After"], down.MediaType));

        Store.Reads = Store.Writes = new InvalidOperationException("secret of the code");
        TestHost.Answer bug = await agent.PostAsync(path, form);
        bug.IsRefused("server_error", HttpStatusCode.InternalServerError);
        Assert.All([down, bug], answer => Assert.DoesNotContain("secret", answer.Json.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_endpoints_say_so_in_problem_details()
    {
        using TestAgent agent = new(Host);
        string token = (await agent.MissionAsync()).Member("access_token");
        Store.Reads = Store.Writes = new StoreUnavailableException("secret of the disk");
        TestHost.Answer answer = await agent.CallAsync(HttpMethod.Get, "/missions", token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json", "30"), (answer.Status, answer.MediaType, answer.Headers["Retry-After"]));
        Assert.DoesNotContain("secret", answer.Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_cannot_be_looked_up_is_indeterminate()
    {
        Store.Reads = new StoreUnavailableException("secret of the disk");
        JsonElement context = Undecided(await Host.PostAsync("/access/v1/evaluation", Question("mr_any").ToJsonString()));
        Assert.False(context.TryGetProperty("mission", out _));

        JsonObject batch = new() { ["evaluations"] = new JsonArray(Question("mr_any"), Question("mr_other")) };
        TestHost.Answer answers = (await Host.PostAsync("/access/v1/evaluations", batch.ToJsonString())).IsOk();
        Assert.Equal(2, answers.Json.GetProperty("evaluations").GetArrayLength());
        Assert.All(answers.Json.GetProperty("evaluations").EnumerateArray(), item => Undecided(item));
    }

    [Fact]
    public async Task A_decision_that_cannot_be_recorded_is_indeterminate()
    {
        using TestAgent agent = new(Host);
        string missionRef = (await agent.MissionAsync()).Member("mission_ref");
        Assert.False((await Host.PostAsync("/access/v1/evaluation", Question(missionRef).ToJsonString())).IsOk().Json.GetProperty("context").TryGetProperty("retry_after", out _));

        Store.Writes = new StoreUnavailableException("secret of the disk");
        JsonElement context = Undecided(await Host.PostAsync("/access/v1/evaluation", Question(missionRef).ToJsonString()));
        Assert.DoesNotContain(missionRef, context.ToString(), StringComparison.Ordinal);
    }

    private static JsonElement Undecided(TestHost.Answer answer) => Undecided(answer.IsOk().Json);

    private static JsonElement Undecided(JsonElement answer)
    {
        Assert.False(answer.GetProperty("decision").GetBoolean());
        JsonElement context = answer.GetProperty("context");
        Assert.Equal(
            ("indeterminate", "stale_state", "retry", 30),
            (context.GetProperty("outcome").GetString(), context.GetProperty("reason").GetString(), context.GetProperty("next_action").GetString(), context.GetProperty("retry_after").GetInt32()));
        Assert.Equal(0, context.GetProperty("reasons").GetArrayLength());
        Assert.NotEmpty(context.GetProperty("evaluation_id").GetString()!);
        return context;
    }

    private static JsonObject Question(string missionRef)
    {
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["context"] = new JsonObject { ["mission_ref"] = missionRef };
        return question;
    }
}
