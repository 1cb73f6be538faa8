using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Resources;
using MissionPolicy.Client.Wire;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>A refusal says what would have done: the authority that was wanted, or the sign-in.</summary>
public sealed class ChallengeTests
{
    [Fact]
    public async Task The_challenge_carries_the_authority_that_was_wanted()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        OAuthError error = await RefusedAsync(host, "cal_board1");
        Assert.Equal("insufficient_authorization", error.Code);
        AuthorizationRemediation remediation = error.Remediation!;
        Assert.Equal(
            """{"type":"mission","mission_ref":"mr_1","locations":["https://calendar-api.example.com"],"datatypes":["calendar.event"],"actions":["read"],"constraints":{"calendar":"cal_board1"}}""",
            Assert.Single(remediation.AuthorizationDetails).Json.GetRawText());
    }

    [Fact]
    public async Task The_reference_is_the_same_for_the_same_need_at_one_server_only()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        await using GuardedHost other = await GuardedHost.StartAsync();
        string reference = (await RefusedAsync(host, "cal_board1")).Remediation!.Reference!;
        Assert.Equal(reference, (await RefusedAsync(host, "cal_board1")).Remediation!.Reference);
        Assert.NotEqual(reference, (await RefusedAsync(host, "cal_board2")).Remediation!.Reference);
        Assert.NotEqual(reference, (await RefusedAsync(other, "cal_board1")).Remediation!.Reference);
    }

    [Fact]
    public async Task A_challenge_that_would_be_too_long_carries_the_reference_alone()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        AuthorizationRemediation remediation = (await RefusedAsync(host, string.Concat(Enumerable.Repeat("%3C", 720)))).Remediation!;
        Assert.Empty(remediation.AuthorizationDetails);
        Assert.NotNull(remediation.Reference);
    }

    [Fact]
    public async Task The_parameter_is_JSON_in_base64url_without_padding()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token, "/events/cal_x"), "/events/cal_x");
        string header = Assert.Single(answer.Headers.WwwAuthenticate).ToString();
        string value = header.Split("authorization_remediation=\"")[1].Split('"')[0];
        using JsonDocument json = JsonDocument.Parse(Base64Url.DecodeFromChars(value));
        Assert.Equal(
            ["authorization_details", "authorization_reference"], json.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("phr", null, "phr", 0, true)]
    [InlineData("phr", null, "mfa", 0, false)]
    [InlineData("phr", null, null, 0, false)]
    [InlineData(null, 300, "mfa", 300, true)]
    [InlineData(null, 300, "mfa", 301, false)]
    [InlineData(null, 300, "mfa", null, false)]
    [InlineData("phr", 300, "phr", 301, false)]
    public async Task A_sign_in_that_is_too_weak_or_too_old_is_told_which_one_would_do(
        string? asked, int? maxAge, string? acr, int? age, bool admitted)
    {
        await using GuardedHost host = await GuardedHost.StartAsync(acr: asked, maxAge: maxAge);
        JsonObject claims = host.TokenClaims();
        if (acr is not null)
        {
            claims["acr"] = acr;
        }

        if (age is { } seconds)
        {
            claims["auth_time"] = host.Time.GetUtcNow().ToUnixTimeSeconds() - seconds;
        }

        string token = Jose.Sign(host.IssuerKey, GuardedHost.TokenHeader(), claims);
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(admitted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, answer.StatusCode);
        if (MissionRefusal.ChallengeOf(answer) is { } error)
        {
            Assert.Equal("insufficient_user_authentication", error.Code);
            Assert.Equal(asked is null ? [] : [asked], error.AcrValues.ToArray());
            Assert.Equal(maxAge, (int?)error.MaxAge?.TotalSeconds);
        }
    }

    private static async Task<OAuthError> RefusedAsync(GuardedHost host, string calendar)
    {
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token, "/events/" + calendar), "/events/" + calendar);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        return MissionRefusal.ChallengeOf(answer)!;
    }
}
