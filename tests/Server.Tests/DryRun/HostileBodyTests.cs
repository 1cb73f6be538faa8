using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.DryRun;

/// <summary>Every member of every question, removed or replaced by values that nobody should send.</summary>
public sealed class HostileBodyTests : IAsyncLifetime
{
    private const string Bootstrap = "/dry-run/bootstrap";

    private const string Boundary = "/dry-run/boundary";

    private const string Event =
        ""","auth_time":"2026-12-01T08:59:00Z","actor":{"type":"agent","id":"a"},"groups":["g"],"claims":{"c":"x"},"answer":"approved","time":"2026-12-01T09:00:00Z" """;

    private const string Ask =
        $$"""{"subject":{{Questions.Subject}},"action":{"name":"read","properties":{"starts":"2026-12-02T10:00:00Z"} },"resource":{{Questions.Event}}""";

    private const string Context = """
        "context":{"mission_ref":"mr_sample","actor":{"client_id":"assistant","act":{"sub":"a"}},"lifetime":{"until":"2026-12-01T10:00:00Z"},
        "propagation":{"audience":"https://crm-as.example.com","depth":1},"credential":{"jkt":"k"}}
        """;

    private static readonly string FullContext = Limited("\"actor\":{\"type\":\"agent\",\"id\":\"a\"},\"constraints\":{\"expires_at\":\"2026-12-01T12:00:00Z\",\"max_duration\":600}");

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-1e-400", "1e99999999999", "99999999999999999999999999999999", "2147483648",
        "\"\"", "\"\\u0000\"", "\"57\"", "\"NaN\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59-14:00\"",
        "\"P10675199D\"", "\"-P1D\"", "\"2147483647d\"", "\"a:b\"", "\"\\ud83d\\ude00\"", "[]", "[null]", "[[1]]", "{}", "{\"\":{}}", "{\"Number\":\"1e3\"}",
        "{\"Number\":\"99999999999999999999999999999999\"}", "{\"Level\":\"99999999999:x\"}", "{\"all\":[]}",
    ];

    private TestHost? host;

    private TestHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync("--Evaluation:RequestsPerMinute=1000000");

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Theory]
    [InlineData(Bootstrap, "bootstrap")]
    [InlineData(Bootstrap, "resume")]
    [InlineData(Boundary, "envelope")]
    [InlineData(Boundary, "context")]
    [InlineData("/access/v1/evaluation", "evaluation")]
    [InlineData("/access/v1/evaluations", "batch")]
    public async Task Whatever_a_member_holds_the_answer_is_200_or_a_400_that_names_members(string path, string question)
    {
        string token = Host.Token();
        string body = await QuestionAsync(question);
        Assert.Equal(HttpStatusCode.OK, (await Host.PostAsync(path, body, token)).Status);
        int refused = 0;
        await Parallel.ForEachAsync(Mutations.Of(JsonElement.Parse(body), Values), TestContext.Current.CancellationToken, async (mutation, _) =>
        {
            TestHost.Answer answer = await Host.PostAsync(path, mutation, token);
            Assert.True(
                answer.Status == HttpStatusCode.OK || (answer is { Status: HttpStatusCode.BadRequest, MediaType: "application/problem+json" } && answer.Pointers.Length > 0),
                $"{answer.Status} {mutation}");
            Interlocked.Add(ref refused, answer.Status == HttpStatusCode.OK ? 0 : 1);
        });
        Assert.True(refused > 100, $"only {refused} mutations were refused");
    }

    [Theory]
    [InlineData("\"display\":{}")]
    [InlineData("\"constraints\":{\"max_duration\":315360000}")]
    [InlineData("\"constraints\":{\"expires_at\":\"9999-12-31T23:59:59.9999999Z\"}")]
    public async Task A_question_about_the_end_of_time_is_answered_like_any_other(string limits)
    {
        TestHost.Answer answer = await Host.PostAsync(Bootstrap, Questions.Bootstrap(""","answer":"approved","time":"9999-12-31T23:59:58Z" """, Limited(limits)));
        Assert.Equal("granted", answer.Json.GetProperty("outcome").GetString());
        Assert.Equal("9999-12-31T23:59:59Z", answer.Json.GetProperty("envelope").GetProperty("end").GetString());
    }

    [Fact]
    public async Task A_claim_of_no_usable_form_is_named()
    {
        TestHost.Answer answer = await Host.PostAsync(Bootstrap, Questions.Bootstrap(""","claims":{"department":{"id":1},"level":2}"""));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["/claims/department"], answer.Pointers);
    }

    private static string Limited(string more) => Questions.ClientContext.Replace("\"params\":", more + ",\"params\":", StringComparison.Ordinal);

    private async Task<string> QuestionAsync(string name)
    {
        string bootstrap = Questions.Bootstrap(Event, FullContext);
        string envelope = (await Host.PostAsync(Bootstrap, bootstrap)).Json.GetProperty("envelope").GetRawText();
        string mission = $$"""{"operation":"resume","state":"active","attested_at":"2026-12-01T08:00:00Z","envelope":{{envelope}} }""";
        return name switch
        {
            "bootstrap" => bootstrap,
            "resume" => Questions.Bootstrap($"{Event},\"missions\":[{mission}]", FullContext),
            "envelope" => $$"""{{Ask}},"time":"2026-12-01T09:01:00Z","envelope":{{envelope}} }""",
            "context" => $$"""{{Ask}},{{Context}},"time":"2026-12-01T09:01:00Z","client":"assistant","claims":{"c":["x"] },"client_context":{{FullContext}} }""",
            "evaluation" => $$"""{{Ask}},{{Context}} }""",
            _ => $$"""{{Ask}},{{Context}},"evaluations":[{"action":{"name":"read"} },{}],"options":{"evaluations_semantic":"execute_all"} }""",
        };
    }
}
