using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class PasskeyTests : IAsyncLifetime
{
    private readonly SoftwarePasskey passkey = new();
    private TestHost? started;
    private Browser? signedIn;

    private TestHost Host => started!;

    private Browser Alice => signedIn!;

    public async ValueTask InitializeAsync()
    {
        started = await TestHost.StartAsync();
        signedIn = new Browser(started);
        await signedIn.SignInAsync();
        await signedIn.TypeCodeAsync(query: "?acr=mfa");
    }

    public async ValueTask DisposeAsync()
    {
        passkey.Dispose();
        Alice.Dispose();
        await Host.DisposeAsync();
    }

    [Fact]
    public async Task The_options_name_the_issuer_and_ask_for_verification()
    {
        Browser.Page page = await Alice.PostJsonAsync("/account/passkeys/options", []);
        Assert.Equal("localhost", page.Json.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal("required", page.Json.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
        Assert.Equal("required", page.Json.GetProperty("authenticatorSelection").GetProperty("residentKey").GetString());
        Assert.Equal("alice", page.Json.GetProperty("user").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(false, "hwk")]
    [InlineData(true, "swk")]
    public async Task A_registered_passkey_signs_in_without_a_username_and_never_says_pwd(bool backup, string kind)
    {
        passkey.BackupEligible = backup;
        Browser.Page registered = await Alice.RegisterAsync(passkey);
        Assert.Equal(passkey.Id, registered.Json.GetProperty("id").GetString());
        using Browser other = new(Host);
        Browser.Page page = await other.UsePasskeyAsync(passkey, "?return=%2Fback&acr=phr&max_age=0");
        Assert.Equal("/back", page.Json.GetProperty("location").GetString());
        AuthenticatedSession session = (await other.SessionAsync())!;
        Assert.Equal("user_1", session.Subject);
        Assert.Equal("phr", session.Acr);
        Assert.Equal([kind, "pop", "user", "mfa"], session.Amr);
    }

    [Fact]
    public async Task A_challenge_is_answered_once()
    {
        await Alice.RegisterAsync(passkey);
        using Browser other = new(Host);
        Browser.Page options = await other.PostJsonAsync("/sign-in/passkey/options", []);
        string ceremony = other.Cookie("mp_passkey")!;
        JsonObject answer = new() { ["credential"] = passkey.Get(options.Json) };
        Assert.Equal(HttpStatusCode.OK, (await other.PostJsonAsync("/sign-in/passkey", answer)).Status);
        other.SetCookie("mp_passkey", ceremony);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.PostJsonAsync("/sign-in/passkey", answer)).Status);
    }

    [Fact]
    public async Task A_challenge_expires()
    {
        await Alice.RegisterAsync(passkey);
        using Browser other = new(Host);
        Browser.Page options = await other.PostJsonAsync("/sign-in/passkey/options", []);
        Host.Time.Advance(TimeSpan.FromSeconds(301));
        Browser.Page late = await other.PostJsonAsync("/sign-in/passkey", new JsonObject { ["credential"] = passkey.Get(options.Json) });
        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
    }

    [Fact]
    public async Task A_challenge_of_another_browser_is_refused()
    {
        await Alice.RegisterAsync(passkey);
        using Browser victim = new(Host);
        using Browser other = new(Host);
        Browser.Page options = await other.PostJsonAsync("/sign-in/passkey/options", []);
        await victim.PostJsonAsync("/sign-in/passkey/options", []);
        Browser.Page page = await victim.PostJsonAsync("/sign-in/passkey", new JsonObject { ["credential"] = passkey.Get(options.Json) });
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    [Fact]
    public async Task A_registration_is_no_sign_in()
    {
        await Alice.RegisterAsync(passkey);
        Browser.Page options = await Alice.PostJsonAsync("/account/passkeys/options", []);
        Browser.Page page = await Alice.PostJsonAsync("/sign-in/passkey", new JsonObject { ["credential"] = passkey.Get(options.Json) });
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    [Fact]
    public async Task Without_user_verification_neither_registration_nor_sign_in_succeeds()
    {
        passkey.UserVerified = false;
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.RegisterAsync(passkey)).Status);
        passkey.UserVerified = true;
        await Alice.RegisterAsync(passkey);
        passkey.UserVerified = false;
        using Browser other = new(Host);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.UsePasskeyAsync(passkey)).Status);
        Assert.Null(await other.SessionAsync());
    }

    [Theory]
    [InlineData("http://evil.example", "localhost")]
    [InlineData("http://localhost:5101", "localhost")]
    [InlineData("http://localhost:5100", "evil.example")]
    public async Task Another_origin_or_relying_party_is_refused(string origin, string relyingParty)
    {
        await Alice.RegisterAsync(passkey);
        passkey.Origin = origin;
        passkey.RelyingParty = relyingParty;
        using Browser other = new(Host);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.UsePasskeyAsync(passkey)).Status);
        using SoftwarePasskey second = new() { Origin = origin, RelyingParty = relyingParty };
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.RegisterAsync(second)).Status);
    }

    [Fact]
    public async Task A_counter_that_does_not_grow_is_refused()
    {
        await Alice.RegisterAsync(passkey);
        using Browser other = new(Host);
        Assert.Equal(HttpStatusCode.OK, (await other.UsePasskeyAsync(passkey)).Status);
        passkey.Counter = 0;
        Assert.Equal(HttpStatusCode.BadRequest, (await other.UsePasskeyAsync(passkey)).Status);
        passkey.Counter = 5;
        Assert.Equal(HttpStatusCode.OK, (await other.UsePasskeyAsync(passkey)).Status);
    }

    [Fact]
    public async Task A_passkey_of_another_account_does_not_step_up()
    {
        await Alice.RegisterAsync(passkey);
        using Browser bob = new(Host);
        using SoftwarePasskey his = new();
        await bob.SignInAsync("bob");
        await bob.TypeCodeAsync("bob", "?acr=mfa");
        Assert.Equal(HttpStatusCode.OK, (await bob.RegisterAsync(his)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await bob.UsePasskeyAsync(passkey, "?acr=phr", stepUp: true)).Status);
        Assert.Equal("mfa", (await bob.SessionAsync())!.Acr);
    }

    [Fact]
    public async Task A_passkey_cannot_be_registered_twice_or_for_two_accounts()
    {
        Assert.Equal(HttpStatusCode.OK, (await Alice.RegisterAsync(passkey)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.RegisterAsync(passkey)).Status);
        using Browser bob = new(Host);
        await bob.SignInAsync("bob");
        await bob.TypeCodeAsync("bob", "?acr=mfa");
        Assert.Equal(HttpStatusCode.BadRequest, (await bob.RegisterAsync(passkey)).Status);
    }

    [Fact]
    public async Task Registration_needs_a_recent_sign_in_with_the_second_factor_that_there_is()
    {
        using Browser nobody = new(Host);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.RegisterAsync(passkey)).Status);
        using Browser weak = new(Host);
        await weak.SignInAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await weak.RegisterAsync(passkey)).Status);
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Forbidden, (await Alice.RegisterAsync(passkey)).Status);
    }

    [Fact]
    public async Task Requests_without_token_of_another_origin_or_with_nonsense_are_refused()
    {
        await Alice.RegisterAsync(passkey);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.PostJsonAsync("/sign-in/passkey/options", [], token: "x")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.PostJsonAsync("/sign-in/passkey/options", [], origin: "http://evil.example")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Alice.PostJsonAsync("/sign-in/passkey/options", [], origin: "http://localhost:5100")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.PostJsonAsync("/sign-in/passkey", new JsonObject { ["credential"] = new JsonObject { ["id"] = 1 } })).Status);
        await Alice.PostJsonAsync("/sign-in/passkey/options", []);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.PostJsonAsync("/sign-in/passkey", new JsonObject { ["credential"] = "x" })).Status);
        await Alice.PostJsonAsync("/account/passkeys/options", []);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.PostJsonAsync("/account/passkeys", new JsonObject { ["credential"] = new JsonObject() })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alice.PostJsonAsync("/sign-in/passkey/options", new JsonObject { ["username"] = "alice" })).Status);
    }
}
