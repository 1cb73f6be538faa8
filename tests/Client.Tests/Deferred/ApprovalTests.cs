using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Deferred;

/// <summary>A token request that crosses its Mission waits for the person, and what comes is verified before it is used.</summary>
public sealed class ApprovalTests
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:deferred";

    private readonly Channel<DeferredApproval> kept = Channel.CreateUnbounded<DeferredApproval>();

    [Fact]
    public async Task Without_the_option_nothing_of_it_is_sent()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Deferred());
        Reapproval asked = Outside(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation));
        Assert.Null(asked.Deferred);
        Assert.DoesNotContain("completion_mode", provider.Last("/token").Form.Keys);
    }

    [Fact]
    public async Task With_the_option_a_crossing_has_something_to_wait_for()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using Mission mission = await provider.MissionAsync(
            options => options with { CompletionMode = CompletionMode.Deferred, WantsNotification = true });
        DeferredApproval approval = await AskAsync(provider, mission);
        Seen sent = provider.Last("/token");
        Assert.Equal(
            ("deferred", approval.NotificationToken!.Reveal()), (sent.Form["completion_mode"], sent.Form["client_notification_token"]));
        Assert.Equal((TimeSpan.FromSeconds(5), provider.Time.GetUtcNow().AddMinutes(15)), (approval.Interval, approval.ExpiresAt));
        Assert.Equal("https://op.example.com/approve/i/in_1", approval.InteractionUri?.ToString());
        Assert.True(DeferredApproval.TryParse(approval.ToJson(), out DeferredApproval? read));
        Assert.Equal(approval.DeferralCode, read.DeferralCode);
        Assert.DoesNotContain("rt-1", approval.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polls_go_on_with_the_same_key_until_the_token_of_the_new_Mission_is_there()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        (MissionClient client, Mission mission) = await StartAsync(provider);
        using Mission old = mission;
        DeferredApproval approval = await AskAsync(provider, old);
        provider.Once("/token", _ => Reply.Error("interaction_required", ("interaction_uri", "https://op.example.com/approve/i/in_1")))
            .Once("/token", _ => Reply.Error("slow_down"))
            .Once("/token", _ => Tokens(provider));
        Task<ApprovalOutcome> waiting = client.AwaitDeferredAsync(approval, keep: KeepAsync, cancellation: Agent.Cancellation);
        foreach (int seconds in new[] { 5, 5 })
        {
            provider.Time.Advance(TimeSpan.FromSeconds(seconds));
            await kept.Reader.ReadAsync(Agent.Cancellation);
        }

        provider.Time.Advance(TimeSpan.FromSeconds(10));
        ApprovalOutcome.Approved approved = Assert.IsType<ApprovalOutcome.Approved>(await waiting);
        using Mission second = approved.Mission;
        Assert.Equal(("mr_2", "at-calendar"), (second.Ref, approved.Token.AccessToken.Reveal()));
        Seen poll = provider.Last("/token");
        Assert.Equal((Grant, "df_1"), (poll.Form["grant_type"], poll.Form["deferral_code"]));
        Assert.Single(provider.At("/token").Select(seen => seen.Key).Distinct());
        // The token that came is the resource server's: for the provider's own APIs another one is fetched.
        Assert.True(second.Save().AccessTokenExpiresAt <= provider.Time.GetUtcNow());
        Assert.Equal("rt-2", second.Save().RefreshToken?.Reveal());
    }

    [Theory]
    [InlineData("access_denied", typeof(CompletionRefusal.Declined))]
    [InlineData("expired_token", typeof(CompletionRefusal.Expired))]
    [InlineData("invalid_grant", typeof(CompletionRefusal.TokenEndpoint))]
    [InlineData("invalid_request", typeof(CompletionRefusal.TokenEndpoint))]
    public async Task An_end_is_an_end(string error, Type why)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        (MissionClient client, Mission mission) = await StartAsync(provider);
        using Mission old = mission;
        DeferredApproval approval = await AskAsync(provider, old);
        provider.Once("/token", _ => Reply.Error(error));
        Assert.IsType(why, Refusal(await client.PollAsync(approval, Agent.Cancellation)));
    }

    [Theory]
    [InlineData("sub", "user-2")]
    [InlineData("nonce", "n-1")]
    [InlineData("client_context", null)]
    public async Task What_does_not_fit_is_given_up_and_not_used(string claim, string? value)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        (MissionClient client, Mission mission) = await StartAsync(provider);
        using Mission old = mission;
        DeferredApproval approval = await AskAsync(provider, old);
        provider.Once("/token", _ => Tokens(provider, claims => claims[claim] = value))
            .Once("/token", _ => Reply.Json(200, new JsonObject { ["access_token"] = "at-own", ["token_type"] = "DPoP", ["expires_in"] = 300 }))
            .Once("/missions/mr_2/abandon", _ => new Reply(204, ""));
        CompletionRefusal why = Refusal(await client.PollAsync(approval, Agent.Cancellation));
        Assert.True(why is CompletionRefusal.IdTokenRefused { Abandoned: Acknowledgement.Done } or CompletionRefusal.ContextRefused { Abandoned: Acknowledgement.Done }, why.ToString());
        Assert.Equal("rt-2", provider.Last("/token").Form["refresh_token"]);
    }

    [Fact]
    public async Task It_is_given_up_by_revocation_with_its_hint()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        (MissionClient client, Mission mission) = await StartAsync(provider);
        using Mission old = mission;
        DeferredApproval approval = await AskAsync(provider, old);
        provider.Once("/revoke", _ => new Reply(200, ""));
        Assert.IsType<Acknowledgement.Done>(await client.CancelAsync(approval, Agent.Cancellation));
        Seen sent = provider.Last("/revoke");
        Assert.Equal(("df_1", "urn:ietf:params:oauth:token-type:deferral-code"), (sent.Form["token"], sent.Form["token_type_hint"]));
    }

    [Theory]
    [InlineData("application/json", "Bearer TOKEN", """{"deferral_code":"df_1"}""", 204)]
    [InlineData("application/json", "Bearer other", """{"deferral_code":"df_1"}""", 401)]
    [InlineData("application/json", null, """{"deferral_code":"df_1"}""", 401)]
    [InlineData("application/json", "Bearer TOKEN", """{"deferral_code":"df_2"}""", 401)]
    [InlineData("application/json", "Bearer TOKEN", """{"deferred_auth_id":"df_1"}""", 400)]
    [InlineData("text/plain", "Bearer TOKEN", """{"deferral_code":"df_1"}""", 400)]
    public async Task A_notification_counts_with_the_token_of_its_own_request(string type, string? authorization, string body, int status)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using Mission mission = await provider.MissionAsync(
            options => options with { CompletionMode = CompletionMode.Deferred, WantsNotification = true });
        DeferredApproval approval = await AskAsync(provider, mission);
        DeferredApproval? accepted = ApprovalNotification.Check(
            type,
            authorization?.Replace("TOKEN", approval.NotificationToken!.Reveal(), StringComparison.Ordinal),
            Encoding.UTF8.GetBytes(body),
            code => approval.DeferralCode.Is(code) ? approval : null,
            out int answered);
        Assert.Equal((status, status == 204), (answered, accepted == approval));
    }

    private static async Task<(MissionClient Client, Mission Mission)> StartAsync(FakeProvider provider)
    {
        MissionClient client = await provider.ClientAsync(options => options with { CompletionMode = CompletionMode.Deferred });
        return (client, Assert.IsType<Completion.Verified>(await provider.CompleteAsync(client)).Mission);
    }

    private static async Task<DeferredApproval> AskAsync(FakeProvider provider, Mission mission)
    {
        provider.Once("/token", _ => Deferred());
        return Outside(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Deferred!;
    }

    private static Reapproval Outside(MissionAnswer<MissionToken> answer) =>
        Assert.IsType<MissionAnswer<MissionToken>.ReapprovalRequired>(answer).Reapproval;

    private static CompletionRefusal Refusal(ApprovalPoll poll) =>
        Assert.IsType<ApprovalOutcome.Refused>(Assert.IsType<ApprovalPoll.Decided>(poll).Outcome).Why;

    private static JsonObject Context() => JsonNode.Parse("""
        {"contexts":{"app":{"id":"ai_assistant"},"tenant":{"id":"example.com"},
          "purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting","params":{"calendar":"cal_board1"}}}}
        """)!.AsObject();

    private static Reply Deferred() => Reply.Error(
        "interaction_required",
        ("deferral_code", "df_1"),
        ("expires_in", 900),
        ("interval", 5),
        ("interaction_uri", "https://op.example.com/approve/i/in_1"),
        ("reapproval", new JsonObject { ["crossings"] = new JsonArray("param_outside_bounds"), ["authorization_details"] = new JsonArray(), ["client_context"] = Context() }));

    private static Reply Tokens(FakeProvider provider, Action<JsonObject>? change = null) => Reply.Json(200, new JsonObject
    {
        ["access_token"] = "at-calendar",
        ["token_type"] = "DPoP",
        ["expires_in"] = 300,
        ["refresh_token"] = "rt-2",
        ["mission_ref"] = "mr_2",
        ["mission_expires_at"] = "2026-12-01T16:00:00Z",
        ["id_token"] = provider.IdToken(claims =>
        {
            claims.Remove("nonce");
            claims["client_context"] = Context();
            change?.Invoke(claims);
            foreach (string name in claims.Where(member => member.Value is null).Select(member => member.Key).ToArray())
            {
                claims.Remove(name);
            }
        }),
    });

    private ValueTask KeepAsync(DeferredApproval approval, CancellationToken cancellation) =>
        kept.Writer.WriteAsync(approval, cancellation);
}
