using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>What the details of a token permit.</summary>
public sealed class GrantTests
{
    public static TheoryData<string, Action<JsonObject>> Useless => new()
    {
        { "another location", detail => detail["locations"] = new JsonArray("https://email-api.example.com") },
        { "another class", detail => detail["datatypes"] = new JsonArray("mail.message") },
        { "another operation", detail => detail["actions"] = new JsonArray("create") },
        { "another Mission", detail => detail["mission_ref"] = "mr_2" },
        { "another type", detail => detail["type"] = "payment" },
        { "another object", detail => detail["identifier"] = "evt_1" },
        { "an identifier that is no text", detail => detail["identifier"] = 1 },
        { "a member that nobody knows", detail => detail["only_on"] = "mondays" },
        { "a bound on something unknown", detail => detail["constraints"]!["room"] = "r1" },
        { "another calendar", detail => detail["constraints"]!["calendar"] = "cal_board1" },
        { "a condition", detail => detail["constraints"]!["calendar"] = new JsonObject { ["condition"] = new JsonObject() } },
        { "constraints that are no object", detail => detail["constraints"] = "none" },
        { "no operation", detail => detail["actions"] = new JsonArray() },
        { "an operation that is no text", detail => detail["actions"] = new JsonArray("read", 1) },
        { "no locations", detail => detail.Remove("locations") },
    };

    [Theory]
    [MemberData(nameof(Useless), DisableDiscoveryEnumeration = true)]
    public async Task A_detail_that_does_not_cover_the_request_permits_nothing(string what, Action<JsonObject> spoil)
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        JsonObject claims = host.TokenClaims();
        spoil(claims["authorization_details"]![0]!.AsObject());
        string token = Jose.Sign(host.IssuerKey, GuardedHost.TokenHeader(), claims);
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, what);
        Assert.Contains(
            "error=\"insufficient_authorization\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_object_of_the_class_is_judged_by_its_own_attributes()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token, "/events/cal_board1"), "/events/cal_board1");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(
            "error_description=\"calendar is outside the bounds of the token\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_detail_that_covers_it_is_enough()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        JsonObject claims = host.TokenClaims();
        claims["authorization_details"]!.AsArray().Insert(0, new JsonObject { ["type"] = "payment" });
        string token = Jose.Sign(host.IssuerKey, GuardedHost.TokenHeader(), claims);
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
