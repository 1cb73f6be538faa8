using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>What a person does to their credentials and sessions is told where they have a Mission now: signals digest §3.</summary>
public sealed partial class CredentialSignalsTests
{
    private const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";
    private const string SessionRevoked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    private const string Nora = "user_9";

    [Fact]
    public async Task A_passkey_that_is_added_and_removed_is_told_where_the_person_has_a_Mission()
    {
        await using SignalHost host = await StartAsync();
        string near = await host.PollStreamAsync("near", SignalHost.Events(CredentialChange));
        string far = await host.PollStreamAsync("far", SignalHost.Events(CredentialChange));
        string other = await host.PollStreamAsync("other", SignalHost.Events(SignalHost.MissionEvent));
        await SomeMission.AddAsync(host.Host, bare => bare with { Subject = Nora }, "near", "other");
        await SomeMission.AddAsync(host.Host, bare => bare with { Subject = "user_8" }, "far");
        using Browser browser = new(host.Host);
        using SoftwarePasskey passkey = new();
        await browser.SignInAsync("nora");
        Assert.Equal(HttpStatusCode.OK, (await browser.RegisterAsync(passkey)).Status);
        await browser.UsePasskeyAsync(passkey);
        (await browser.SubmitAsync(await browser.GetAsync("/account"), "/account?handler=RemovePasskey", ("id", passkey.Id))).GoesTo("/account");

        JsonElement[] sets = SignalHost.Sets(await host.PollAsync(near, client: "near"));
        Assert.Equal([("fido2-platform", "create"), ("fido2-platform", "delete")], sets.Select(Told));
        Assert.All(sets, set =>
        {
            Assert.Equal(("iss_sub", Nora), (set.GetProperty("sub_id").GetProperty("format").GetString(), set.GetProperty("sub_id").GetProperty("sub").GetString()));
            Assert.Equal("user", set.GetProperty("events").GetProperty(CredentialChange).GetProperty("initiating_entity").GetString());
        });
        Assert.Equal(2, sets.Select(set => set.GetProperty("txn").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(SignalHost.Sets(await host.PollAsync(far, client: "far")));
        Assert.Empty(SignalHost.Sets(await host.PollAsync(other, client: "other")));
    }

    [Fact]
    public async Task An_authenticator_app_that_is_set_up_replaced_and_removed_is_told()
    {
        await using SignalHost host = await StartAsync();
        string streamId = await host.PollStreamAsync("holder", SignalHost.Events(CredentialChange));
        await SomeMission.AddAsync(host.Host, bare => bare with { Subject = Nora }, "holder");
        using Browser browser = new(host.Host);
        await browser.SignInAsync("nora");
        await SetUpAsync(host.Host, browser);
        host.Host.Time.Advance(TimeSpan.FromSeconds(60));
        await browser.TypeCodeAsync("nora", "?acr=mfa");
        host.Host.Time.Advance(TimeSpan.FromSeconds(60));
        await SetUpAsync(host.Host, browser);
        (await browser.SubmitAsync(await browser.GetAsync("/account"), "/account?handler=RemoveAuthenticator")).GoesTo("/account");
        Assert.Equal([("app", "create"), ("app", "update"), ("app", "delete")], SignalHost.Sets(await host.PollAsync(streamId, client: "holder")).Select(Told));
    }

    [Fact]
    public async Task A_use_of_a_credential_is_no_change_and_a_Mission_that_ended_has_nobody_to_tell()
    {
        await using SignalHost host = await StartAsync();
        string live = await host.PollStreamAsync("live", SignalHost.Events(CredentialChange));
        string ended = await host.PollStreamAsync("ended", SignalHost.Events(CredentialChange));
        await SomeMission.AddAsync(host.Host, bare => bare with { Subject = Nora, State = MissionState.Revoked }, "ended");
        using Browser browser = new(host.Host);
        using SoftwarePasskey passkey = new();
        await browser.SignInAsync("nora");
        Assert.Equal(HttpStatusCode.OK, (await browser.RegisterAsync(passkey)).Status);
        await SomeMission.AddAsync(host.Host, bare => bare with { Subject = Nora }, "live");
        Assert.Equal(HttpStatusCode.OK, (await browser.UsePasskeyAsync(passkey)).Status);
        Assert.Empty(SignalHost.Sets(await host.PollAsync(live, client: "live")));
        Assert.Empty(SignalHost.Sets(await host.PollAsync(ended, client: "ended")));
    }

    [Fact]
    public async Task One_live_Mission_is_found_behind_any_number_that_ended()
    {
        await using SignalHost host = await StartAsync();
        string streamId = await host.PollStreamAsync("holder", SignalHost.Events(CredentialChange));
        Mission live = await SomeMission.AddAsync(host.Host, bare => bare with { MissionId = "m_~", Subject = Nora }, "holder");
        for (int part = 0; part < 11; part++)
        {
            string name = $"m_{part}_";
            await SomeMission.Store(host.Host).WriteAsync(
                write => Enumerable.Range(0, 100).Count(i => write.Insert(
                    MissionTables.Missions,
                    live with { MissionId = $"{name}{i}", MissionRef = $"mr_{name}{i}", State = MissionState.Completed, CreatedAt = live.CreatedAt.AddSeconds(-i) }).Succeeded),
                TestContext.Current.CancellationToken);
        }

        using Browser browser = new(host.Host);
        using SoftwarePasskey passkey = new();
        await browser.SignInAsync("nora");
        Assert.Equal(HttpStatusCode.OK, (await browser.RegisterAsync(passkey)).Status);
        Assert.Equal(("fido2-platform", "create"), Told(Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "holder")))));
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("end")]
    public async Task The_end_of_a_session_that_a_Mission_began_in_is_told_to_its_client(string how)
    {
        await using SignalHost host = await StartAsync();
        string client = await host.PollStreamAsync("its-client", SignalHost.Events(SessionRevoked));
        string resource = await host.PollStreamAsync("its-resource", SignalHost.Events(SessionRevoked));
        using Browser browser = new(host.Host);
        using Browser second = new(host.Host);
        await browser.SignInAsync("nora");
        await second.SignInAsync("nora");
        AuthenticatedSession session = (await browser.SessionAsync())!;
        await SomeMission.AddAsync(
            host.Host, bare => bare with { Subject = Nora, Client = "its-client", SignIn = bare.SignIn with { SessionId = session.SessionId } }, "its-resource");
        await second.SubmitAsync(await second.GetAsync("/sign-out"), "/sign-out");
        Assert.Empty(SignalHost.Sets(await host.PollAsync(client, client: "its-client")));
        await (how == "end"
            ? browser.SubmitAsync(await browser.GetAsync("/account"), "/account?handler=EndSession", ("sid", session.SessionId))
            : browser.SubmitAsync(await browser.GetAsync("/sign-out"), "/sign-out"));

        JsonElement set = Assert.Single(SignalHost.Sets(await host.PollAsync(client, client: "its-client")));
        Assert.Equal("user", set.GetProperty("events").GetProperty(SessionRevoked).GetProperty("initiating_entity").GetString());
        Assert.NotEqual(string.Empty, set.GetProperty("events").GetProperty(SessionRevoked).GetProperty("reason_admin").GetProperty("en").GetString());
        JsonElement subject = set.GetProperty("sub_id");
        Assert.Equal(("complex", Nora), (subject.GetProperty("format").GetString(), subject.GetProperty("user").GetProperty("sub").GetString()));
        Assert.Equal(session.SessionId, subject.GetProperty("session").GetProperty("id").GetString());
        Assert.Empty(SignalHost.Sets(await host.PollAsync(resource, client: "its-resource")));
    }

    private static Task<SignalHost> StartAsync() =>
        SignalHost.StartAsync("--Accounts:5:Subject=user_9", "--Accounts:5:Username=nora", "--Accounts:5:Name=Nora", $"--Accounts:5:Password={Browser.Password}");

    private static async Task SetUpAsync(TestHost host, Browser browser)
    {
        Browser.Page page = await browser.GetAsync("/account/authenticator");
        Assert.True(Base32.TryDecode(Key().Match(page.Text).Groups[1].Value, out byte[]? secret));
        (await browser.SubmitAsync(
            page,
            "/account/authenticator",
            ("pending", WebUtility.HtmlDecode(Pending().Match(page.Text).Groups[1].Value)),
            ("code", Totp.Code(secret, Totp.StepOf(host.Time.GetUtcNow()))))).GoesTo("/account");
    }

    private static (string? Type, string? Change) Told(JsonElement set)
    {
        JsonElement told = set.GetProperty("events").GetProperty(CredentialChange);
        return (told.GetProperty("credential_type").GetString(), told.GetProperty("change_type").GetString());
    }

    [GeneratedRegex("<code class=\"key\">([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"pending\" value=\"([^\"]+)\"")]
    private static partial Regex Pending();
}
