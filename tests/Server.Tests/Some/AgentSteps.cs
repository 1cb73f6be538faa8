using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>Steps that several protocol tests take.</summary>
internal static class AgentSteps
{
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    public const string RefreshTokenType = "urn:ietf:params:oauth:token-type:refresh_token";
    public const string IdTokenType = "urn:ietf:params:oauth:token-type:id_token";
    public const string AssertionType = "urn:ietf:params:oauth:token-type:id-jag";

    public static string Member(this TestHost.Answer answer, string name) => answer.Json.GetProperty(name).GetString()!;

    /// <summary>The standard error, and nothing that looks like a token.</summary>
    public static void IsRefused(this TestHost.Answer answer, string error, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        Assert.True(TestAgent.Error(answer) == error && answer.Status == status, $"{answer.Status} {answer.Json}");
        Assert.DoesNotContain(answer.Json.EnumerateObject(), member => member.Name is "access_token" or "id_token" or "refresh_token" or "mission_ref" or "request_uri");
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    public static TestHost.Answer IsOk(this TestHost.Answer answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Json}");
        return answer;
    }

    public static Dictionary<string, string> With(this Dictionary<string, string> form, params (string Name, string? Value)[] changes)
    {
        Dictionary<string, string> changed = new(form, StringComparer.Ordinal);
        foreach ((string name, string? value) in changes)
        {
            changed.Remove(name);
            if (value is not null)
            {
                changed[name] = value;
            }
        }

        return changed;
    }

    public static Dictionary<string, string> Form(params (string Name, string? Value)[] members) => new Dictionary<string, string>(StringComparer.Ordinal).With(members);

    /// <summary>A Mission of the person who is signed in already.</summary>
    public static async Task<TestHost.Answer> NewMissionAsync(this TestAgent agent, Dictionary<string, string>? request = null) =>
        (await agent.RedeemAsync(await agent.CodeAsync(request))).IsOk();

    public static Dictionary<string, string> Exchange(string accessToken, string resource) => Form(
        ("grant_type", TokenExchange), ("subject_token", accessToken), ("subject_token_type", AccessTokenType), ("resource", resource));

    public static Dictionary<string, string> AssertionRequest(TestHost.Answer tokens, string? missionRef = null) => Form(
        ("grant_type", TokenExchange),
        ("requested_token_type", AssertionType),
        ("audience", TestAgent.CrmAs),
        ("resource", TestAgent.CrmApi),
        ("subject_token", tokens.Member("refresh_token")),
        ("subject_token_type", RefreshTokenType),
        ("authorization_details", new JsonArray(new JsonObject { ["type"] = "mission", ["mission_ref"] = missionRef ?? tokens.Member("mission_ref") }).ToJsonString()));

    public static Dictionary<string, string> Refresh(TestHost.Answer tokens) => Form(("grant_type", "refresh_token"), ("refresh_token", tokens.Member("refresh_token")));

    public static string Named(TestHost.Answer tokens, string operation) =>
        new JsonArray(new JsonObject { ["type"] = "mission", ["mission_ref"] = tokens.Member("mission_ref"), ["operation"] = operation }).ToJsonString();

    /// <summary>A token in the name of a client alone.</summary>
    public static async Task<string> OwnNameAsync(this TestAgent agent, string clientId, string scope) =>
        (await agent.TokenAsync(Form(("grant_type", "client_credentials"), ("scope", scope)), clientId)).IsOk().Member("access_token");

    /// <summary>What an operator does to a Mission.</summary>
    public static async Task OperateAsync(this TestAgent agent, TestHost.Answer tokens, string operation)
    {
        string token = await agent.OwnNameAsync("operator", "missions.manage missions.resume");
        (await agent.CallAsync(HttpMethod.Post, $"/missions/{tokens.Member("mission_ref")}/{operation}", token)).IsOk();
    }

    /// <summary>Introspection by a client with a secret: the calendar API unless another is named.</summary>
    public static async Task<TestHost.Answer> IntrospectAsync(this TestHost host, string token, string clientId = "calendar-api", string secret = "calendar-secret-0123456789abcdef")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/introspect") { Content = new FormUrlEncodedContent(Form(("token", token))) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));
        return await host.SendAsync(request);
    }

    /// <summary>Whether the server still honours a token, as its own client is told.</summary>
    public static async Task<bool> IsActiveAsync(this TestAgent agent, string token, string? clientId = null) =>
        (await agent.PostAsync("/introspect", Form(("token", token)), clientId: clientId)).IsOk().Json.GetProperty("active").GetBoolean();

    public static JsonElement Details(this TestHost.Answer answer) => answer.Json.GetProperty("authorization_details");
}
