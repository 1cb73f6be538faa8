using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Tests.Observability;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Catalogs;

/// <summary>Two engines are asked; where they differ the decision is refused, the operator learns of it, and the host is not ready any more.</summary>
public sealed class RulesEngineTests
{
    private const string Outside = """
        {"subject":{"type":"user","id":"user_1"},"action":{"name":"delete"},
         "resource":{"type":"calendar.event","id":"evt_9","properties":{"tenant":"customer.example","calendar":"cal_board1","starts":"2026-12-02T10:00:00Z"}},
         "context":{"mission_ref":"mr_sample"}}
        """;

    [Theory]
    [InlineData("both")]
    [InlineData("nrules")]
    [InlineData("compiled")]
    public async Task Each_engine_gives_the_same_answer_and_the_decision_log_names_it(string engine)
    {
        FileInfo log = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        try
        {
            await using (TestHost host = await TestHost.StartAsync($"--Rules:Engine={engine}", $"--Evaluation:DecisionLog={log.FullName}"))
            {
                TestHost.Answer answer = await host.PostAsync("/access/v1/evaluation", Outside);
                Assert.False(answer.Decision);
                Assert.Equal(["param_outside_bounds", "tenant_outside", "operation_stronger"], answer.Codes);
                Assert.Equal(engine, host.App.Services.GetRequiredService<RulesEngine>().Name);
            }

            using JsonDocument line = JsonDocument.Parse(File.ReadLines(log.FullName).Single());
            Assert.Equal(engine, line.RootElement.GetProperty("engine").GetString());
        }
        finally
        {
            log.Delete();
        }
    }

    [Fact]
    public async Task Both_engines_are_asked_unless_the_configuration_says_otherwise()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("Rules__Engine") is not null, "The environment names the engine of this run.");
        await using TestHost host = await TestHost.StartAsync();
        Assert.Equal("both", host.App.Services.GetRequiredService<RulesEngine>().Name);
    }

    [Theory]
    [InlineData("Both")]
    [InlineData("drools")]
    [InlineData("")]
    public async Task A_name_of_no_engine_refuses_the_start(string engine)
    {
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.StartAsync($"--Rules:Engine={engine}"));
        Assert.Equal($"Rules:Engine: `{engine}` is not one of both, nrules, compiled.", refused.Message.Trim());
    }

    [Fact]
    public async Task A_boundary_question_on_which_the_engines_differ_is_denied_logged_and_ends_readiness()
    {
        using EventLog log = new();
        LyingBackend lying = new();
        await using TestHost host = await StartAsync(lying, log);
        using Measurements measured = new(host);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health/ready")).Status);

        lying.Lies = true;
        TestHost.Answer answer = await host.PostAsync("/access/v1/evaluation", Outside);

        Assert.False(answer.Decision);
        Assert.Equal(["rules_disagree"], answer.Codes);
        string alarm = Assert.Single(log.Of(1120));
        Assert.Contains("schedule-meeting", alarm, StringComparison.Ordinal);
        Assert.Contains("tenant", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain("cal_board1", alarm, StringComparison.Ordinal);
        Assert.Equal(1, host.App.Services.GetRequiredService<RulesEngine>().Disagreements);
        Assert.Equal(1, measured.Sum("mission_policy.rules.disagreements", ("mission_policy.rule_set", "boundary")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.GetAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task Readiness_stays_lost_when_the_engines_agree_again()
    {
        LyingBackend lying = new();
        await using TestHost host = await StartAsync(lying);
        lying.Lies = true;
        await host.PostAsync("/access/v1/evaluation", Outside);
        lying.Lies = false;
        Assert.Equal(["param_outside_bounds", "tenant_outside", "operation_stronger"], (await host.PostAsync("/access/v1/evaluation", Outside)).Codes);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task A_token_on_which_the_engines_differ_is_not_issued_and_the_client_may_try_another_host()
    {
        LyingBackend lying = new();
        await using TestHost host = await StartAsync(lying);
        using TestAgent agent = new(host);
        await agent.SignInStronglyAsync();
        TestHost.Answer tokens = await agent.NewMissionAsync();

        lying.Lies = true;
        TestHost.Answer refused = await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "temporarily_unavailable"), (refused.Status, refused.Member("error")));
        Assert.Equal("rules_disagree", refused.Member("mission_error"));
        JsonElement record = await host.NewestAsync("derivation.refused");
        Assert.Equal("rules_disagree", record.GetProperty("codes")[0].GetString());
        Assert.Equal("both", record.GetProperty("engine").GetString());
    }

    [Fact]
    public async Task A_Mission_on_which_the_engines_differ_does_not_begin()
    {
        LyingBackend lying = new();
        await using TestHost host = await StartAsync(lying);
        using TestAgent agent = new(host);
        await agent.SignInStronglyAsync();
        lying.Lies = true;
        TestHost.Answer trial = await host.PostAsync("/dry-run/bootstrap", """
            {"client":"assistant","subject":"user_1","acr":"phr","client_context":{"contexts":{"app":{"id":"ai_assistant"},"tenant":{"id":"example.com"},
             "purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting","params":{"calendar":"cal_team01",
             "window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"},"attendees":["eng-team@example.com"]}}}}}
            """);
        Assert.Equal("refused", trial.Member("outcome"));
        Assert.Equal("rules_disagree", trial.Json.GetProperty("reasons")[0].GetProperty("code").GetString());
    }

    private static Task<TestHost> StartAsync(LyingBackend lying, EventLog? log = null) => TestHost.StartAsync(
        services =>
        {
            services.AddSingleton(new RulesEngine(alarm => new AgreeingBackend(lying, CompiledBackend.Instance, alarm)));
            log?.Add(services);
        },
        AgentFixture.Settings);
}
