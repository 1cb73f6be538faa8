using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Guard;

/// <summary>Who may ask.</summary>
public sealed class GuardTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Theory]
    [InlineData("/access/v1/evaluation")]
    [InlineData("/access/v1/evaluations")]
    [InlineData("/dry-run/bootstrap")]
    [InlineData("/dry-run/boundary")]
    public async Task Without_a_token_the_answer_is_401_with_a_challenge(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path);
        TestHost.Answer answer = await Host.SendAsync(request);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.Status, answer.MediaType));
        // RFC 6750 §3.1: no error code for a request that carries no token.
        Assert.StartsWith("DPoP algs=\"ES256 PS256\", resource_metadata=", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.EndsWith(",Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.DoesNotContain("error", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/access/v1/evaluation", "dry_run author")]
    [InlineData("/dry-run/bootstrap", "evaluate author")]
    [InlineData("/dry-run/boundary", "")]
    public async Task Without_the_scope_the_answer_is_403(string path, string scope)
    {
        TestHost.Answer answer = await Host.PostAsync(path, "{}", Host.Token(scope: scope));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("insufficient_scope", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_somebody_else_is_no_token() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.PostAsync("/access/v1/evaluation", "{}", Host.Token(audience: "https://other.example.com"))).Status);

    [Theory]
    [InlineData("not.a.token")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJpc3MiOiJ1cm46bWlzc2lvbi1wb2xpY3k6ZGV2ZWxvcG1lbnQiLCJhdWQiOiJodHRwOi8vbG9jYWxob3N0OjUxMDAiLCJzY29wZSI6ImV2YWx1YXRlIiwiZXhwIjo5OTk5OTk5OTk5fQ.")]
    public async Task A_token_that_nobody_signed_is_no_token(string token)
    {
        TestHost.Answer answer = await Host.PostAsync("/access/v1/evaluation", "{}", token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("invalid_token", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_ends_when_its_time_is_over()
    {
        await using TestHost host = await TestHost.StartAsync();
        string token = host.Token();
        host.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync("/access/v1/evaluation", "{}", token)).Status);
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PostAsync("/access/v1/evaluation", "{}", token)).Status);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back_and_others_go_on()
    {
        await using TestHost host = await TestHost.StartAsync("--Evaluation:RequestsPerMinute=2");
        string token = host.Token("first", "evaluate");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync("/access/v1/evaluation", "{}", token)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync("/access/v1/evaluation", "{}", token)).Status);
        TestHost.Answer third = await host.PostAsync("/access/v1/evaluation", "{}", token);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json"), (third.Status, third.MediaType));
        Assert.Equal("60", third.Headers["Retry-After"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.PostAsync("/access/v1/evaluation", "{}", host.Token("second", "evaluate"))).Status);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/catalog/purposes")]
    public async Task What_holds_no_secret_is_open(string path) => Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(path)).Status);

    [Theory]
    [InlineData("/access/v1/evaluation", "subject")]
    [InlineData("/access/v1/evaluations", "evaluations")]
    [InlineData("/dry-run/bootstrap", "client_context")]
    [InlineData("/dry-run/boundary", "envelope")]
    public async Task The_description_tells_the_members_of_a_question_and_how_it_can_be_refused(string path, string member)
    {
        JsonElement operation = (await Host.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").GetProperty(path).GetProperty("post");
        JsonElement schema = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.True(schema.GetProperty("properties").TryGetProperty(member, out _));
        Assert.All(["200", "400", "401", "403", "413", "429"], status => Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), status));
    }

    [Theory]
    [InlineData("GET", "/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/access/v1/evaluation", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/dry-run/bootstrap", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_not_offered_is_refused_in_problem_details_too(string method, string path, HttpStatusCode status)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        TestHost.Answer answer = await Host.SendAsync(request);
        Assert.Equal((status, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Equal((int)status, answer.Json.GetProperty("status").GetInt32());
    }

    [Fact]
    public void Outside_Development_a_host_whose_issuer_nobody_named_does_not_start()
    {
        using StringWriter errors = new();
        Assert.Null(ServerHost.Build(["--environment=Production", $"--contentRoot={Repository.Path("src", "Server")}", "--urls=http://127.0.0.1:0"], errors));
        Assert.Contains("Server:Issuer", errors.ToString(), StringComparison.Ordinal);
    }
}
