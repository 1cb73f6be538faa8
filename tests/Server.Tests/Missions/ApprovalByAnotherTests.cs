using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Missions;

/// <summary>A Mission for Alice that Rita of IT security approves: it acts for Alice, and no token says that Alice signed in.</summary>
public sealed class ApprovalByAnotherTests : IAsyncLifetime
{
    private static readonly string[] SignInClaims = ["acr", "amr", "auth_time", "sid"];

    private readonly DirectoryInfo catalog = ChangedCatalog.Of(line => line
        .Replace("  remember_decline: 10m", "  approvers: [group:it-security]\n  remember_decline: 10m", StringComparison.Ordinal));

    private TestHost? host;
    private TestAgent? rita;

    private TestHost Host => host!;

    private TestAgent Rita => rita!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync([
            .. AgentFixture.Settings, $"--Catalog:Path={catalog.FullName}",
            "--Clients:assistant:ResponseTypes:1=deferred_code", $"--Clients:assistant:GrantTypes:3={DeferredScene.Grant}",
        ]);
        rita = new TestAgent(host);
        await rita.SignInStronglyAsync("rita");
    }

    public async ValueTask DisposeAsync()
    {
        rita?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        catalog.Delete(recursive: true);
    }

    [Fact]
    public async Task The_page_names_the_person_that_it_acts_for_and_the_person_who_approves()
    {
        Browser.Page page = await AskAsync();
        Assert.Contains("asks to act for <strong>Alice Ames</strong>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("act for you", page.Text, StringComparison.Ordinal);
        Assert.Contains("Rita Rossi", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_token_is_about_the_subject_and_says_nothing_of_the_sign_in_of_the_approver()
    {
        TestHost.Answer tokens = await ApprovedAsync();
        string mail = (await Rita.DeriveAsync(tokens, TestAgent.EmailApi, "mail.message", "send")).IsOk().Member("access_token");
        string again = (await Rita.TokenAsync(AgentSteps.Refresh(tokens))).IsOk().Member("id_token");
        string assertion = (await Rita.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk().Member("access_token");
        foreach (string token in (string[])[tokens.Member("id_token"), tokens.Member("access_token"), mail, again, assertion])
        {
            JsonElement claims = AgentKey.Payload(token);
            Assert.Equal("user_1", claims.GetProperty("sub").GetString());
            Assert.DoesNotContain(claims.EnumerateObject(), claim => SignInClaims.Contains(claim.Name, StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task An_approver_does_not_release_what_is_known_about_the_subject() =>
        Assert.Equal(["evaluate", "offline_access", "openid"], (await ApprovedAsync()).Member("scope").Split(' ').Order());

    [Fact]
    public async Task Introspection_says_who_approved_and_with_what_strength()
    {
        TestHost.Answer tokens = await ApprovedAsync();
        string calendar = (await Rita.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        JsonElement answer = (await Host.IntrospectAsync(calendar)).IsOk().Json;
        Assert.Equal("user_1", answer.GetProperty("sub").GetString());
        Assert.DoesNotContain(answer.EnumerateObject(), claim => SignInClaims.Contains(claim.Name, StringComparer.Ordinal));
        JsonElement approval = Assert.Single(answer.GetProperty("approved_by").EnumerateArray());
        Assert.Equal(("user_3", "phr"), (approval.GetProperty("sub").GetString(), approval.GetProperty("acr").GetString()));
        Assert.NotEmpty(approval.GetProperty("amr").EnumerateArray());
        Assert.Equal(Host.Time.GetUtcNow().ToUnixTimeSeconds(), approval.GetProperty("auth_time").GetInt64());
    }

    [Fact]
    public async Task The_evidence_says_who_approved_and_with_what_strength_and_the_activation_claims_no_sign_in()
    {
        await ApprovedAsync();
        JsonElement approved = await Host.NewestAsync("mission.approved");
        Assert.Equal("phr", approved.GetProperty("acr").GetString());
        JsonElement facts = JsonElement.Parse(await Host.FactsAsync(approved));
        Assert.Equal(("user_1", "user_3"), (facts.GetProperty("subject").GetString(), facts.GetProperty("by").GetString()));
        Assert.Contains("Alice Ames", facts.GetProperty("shown").GetString(), StringComparison.Ordinal);
        JsonElement activated = await Host.NewestAsync("mission.transition");
        Assert.DoesNotContain(activated.EnumerateObject(), member => member.Name is "acr" or "auth_time" && member.Value.ValueKind != JsonValueKind.Null);
    }

    [Fact]
    public async Task The_deferred_path_says_the_same()
    {
        TestHost.Answer prepared = await PrepareAsync();
        Browser.Page page = await Rita.AuthorizeAsync((await Rita.PushAsync(Request(prepared).With(("response_type", "deferred_code")))).IsOk(HttpStatusCode.Created));
        string code = TestAgent.Answered(await Rita.DecideAsync(page, "approve"))["deferred_code"];
        string authId = (await Rita.TokenAsync(AgentSteps.Form(
            ("grant_type", DeferredScene.Grant), ("deferred_code", code), ("code_verifier", TestAgent.Verifier)))).IsOk().Member("deferred_auth_id");
        JsonElement claims = AgentKey.Payload((await Rita.TokenAsync(AgentSteps.Form(("grant_type", DeferredScene.Grant), ("deferred_auth_id", authId)))).IsOk().Member("id_token"));
        Assert.Equal("user_1", claims.GetProperty("sub").GetString());
        Assert.DoesNotContain(claims.EnumerateObject(), claim => SignInClaims.Contains(claim.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_later_sign_in_of_the_subject_is_the_one_that_tokens_speak_of()
    {
        TestHost.Answer tokens = await ApprovedAsync();
        using TestAgent alice = new(Host) { Key = Rita.Key };
        await alice.SignInStronglyAsync();
        Dictionary<string, string> answer = TestAgent.Answered(await alice.AuthorizeAsync(
            (await alice.PushAsync(alice.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        TestHost.Answer resumed = (await alice.RedeemAsync(answer["code"])).IsOk();
        string mail = (await alice.DeriveAsync(resumed, TestAgent.EmailApi, "mail.message", "send")).IsOk().Member("access_token");
        Assert.Equal(("user_1", "phr"), (AgentKey.Payload(mail).GetProperty("sub").GetString(), AgentKey.Payload(mail).GetProperty("acr").GetString()));
    }

    private Dictionary<string, string> Request(TestHost.Answer prepared) => Rita.Request().With(("authorization_details", AgentSteps.Named(prepared, "approve")));

    private async Task<TestHost.Answer> PrepareAsync() => (await Rita.PostAsync(
        "/missions",
        AgentSteps.Form(("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1")),
        Rita.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()))).IsOk(HttpStatusCode.Created);

    private async Task<Browser.Page> AskAsync() => await Rita.AuthorizeAsync((await Rita.PushAsync(Request(await PrepareAsync()))).IsOk(HttpStatusCode.Created));

    private async Task<TestHost.Answer> ApprovedAsync() =>
        (await Rita.RedeemAsync(TestAgent.Answered(await Rita.DecideAsync(await AskAsync(), "approve"))["code"])).IsOk();
}
