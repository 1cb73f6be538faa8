using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>RISC and CAEP from the enterprise: the Missions of a person stop as the policy says.</summary>
public sealed class AccountEventTests
{
    private const string Enterprise = "https://idp.enterprise.example";
    private const string Disabled = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";

    [Theory]
    [InlineData("suspend", Disabled, MissionState.Suspended)]
    [InlineData("revoke", Disabled, MissionState.Revoked)]
    [InlineData("ignore", Disabled, MissionState.Active)]
    [InlineData("revoke", "https://schemas.openid.net/secevent/risc/event-type/credential-compromise", MissionState.Revoked)]
    [InlineData("revoke", "https://schemas.openid.net/secevent/risc/event-type/sessions-revoked", MissionState.Revoked)]
    [InlineData("revoke", "https://schemas.openid.net/secevent/caep/event-type/session-revoked", MissionState.Revoked)]
    [InlineData("revoke", "https://schemas.openid.net/secevent/risc/event-type/account-enabled", MissionState.Active)]
    internal async Task The_policy_says_what_an_event_does(string policy, string uri, MissionState state)
    {
        (MissionState ofTheirs, MissionState ofOthers) = await TellAsync(policy, uri, IssSub(TestAgent.Issuer, "user_1"));
        Assert.Equal((state, MissionState.Active), (ofTheirs, ofOthers));
    }

    [Fact]
    public async Task A_transmitter_says_nothing_about_the_accounts_of_others() =>
        Assert.Equal((MissionState.Active, MissionState.Active), await TellAsync("revoke", Disabled, IssSub("https://third.example.com", "user_1")));

    [Fact]
    public async Task An_event_about_one_session_leaves_the_Missions_of_the_person() => Assert.Equal(
        (MissionState.Active, MissionState.Active),
        await TellAsync("revoke", "https://schemas.openid.net/secevent/caep/event-type/session-revoked", new JsonObject
        {
            ["format"] = "complex", ["user"] = IssSub(TestAgent.Issuer, "user_1"), ["session"] = new JsonObject { ["format"] = "opaque", ["id"] = "s-1" },
        }));

    [Fact]
    public async Task An_older_transmitter_may_name_the_subject_inside_the_event() =>
        Assert.Equal(MissionState.Suspended, (await TellAsync("suspend", Disabled, null, new JsonObject { ["subject"] = IssSub(TestAgent.Issuer, "user_1") })).Theirs);

    [Fact]
    public async Task A_Mission_that_was_made_after_the_event_goes_on() =>
        Assert.Equal(MissionState.Active, (await TellAsync("revoke", Disabled, IssSub(TestAgent.Issuer, "user_1"), age: TimeSpan.FromMinutes(10))).Theirs);

    private static JsonObject IssSub(string issuer, string subject) => new() { ["format"] = "iss_sub", ["iss"] = issuer, ["sub"] = subject };

    private static async Task<(MissionState Theirs, MissionState Others)> TellAsync(string policy, string uri, JsonObject? subject, JsonObject? body = null, TimeSpan age = default)
    {
        using HomeSigner enterprise = new();
        string jwks = Path.GetTempFileName();
        await File.WriteAllTextAsync(jwks, enterprise.Jwks, TestContext.Current.CancellationToken);
        await using SignalHost host = await SignalHost.StartAsync(
            $"--Signals:Transmitters:0:Issuer={Enterprise}", $"--Signals:Transmitters:0:JwksPath={jwks}", $"--Signals:Transmitters:0:PushToken={CrmHost.PushToken}",
            $"--Signals:Transmitters:0:OnAccountEvent={policy}");
        Mission theirs = await host.MissionAsync();
        Mission others = await SomeMission.AddAsync(host.Host, bare => bare with { Subject = "user_2" });
        string set = enterprise.Set(host.Host.Time.GetUtcNow() - age, uri, body ?? [], subject ?? [], claims =>
        {
            claims["iss"] = Enterprise;
            claims["aud"] = TestAgent.Issuer;
            if (subject is null)
            {
                claims.Remove("sub_id");
            }
        });
        using HttpRequestMessage request = new(HttpMethod.Post, "/signals/receive") { Content = new StringContent(set, new System.Net.Http.Headers.MediaTypeHeaderValue("application/secevent+jwt")) };
        request.Headers.Authorization = new("Bearer", CrmHost.PushToken);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Host.SendAsync(request)).Status);
        File.Delete(jwks);
        return ((await SomeMission.ReadAsync(host.Host, theirs)).State, (await SomeMission.ReadAsync(host.Host, others)).State);
    }
}
