using System.Text.Json.Nodes;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;
using MissionPolicy.Client.Tokens;

namespace MissionPolicy.Client.Tests.Deferred;

public sealed class PollTests
{
    [Fact]
    public async Task A_deferred_code_is_exchanged_with_verifier_key_and_notification_token()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync(options => options with { WantsNotification = true });
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        Assert.Equal(TimeSpan.FromSeconds(30), deferred.Interval);
        Assert.Equal(provider.Time.GetUtcNow().AddHours(1), deferred.ExpiresAt);
        Seen seen = provider.Last("/token");
        Assert.Equal(("urn:openid:params:grant-type:deferred", "d-1"), (seen.Form["grant_type"], seen.Form["deferred_code"]));
        Assert.Equal(deferred.Pending.CodeVerifier.Reveal(), seen.Form["code_verifier"]);
        Assert.Equal(deferred.NotificationToken!.Reveal(), seen.Form["deferred_notification_token"]);
        Assert.Equal(deferred.Pending.Key.Thumbprint, seen.Key);
    }

    [Fact]
    public async Task Without_an_interval_it_is_five_seconds()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client, body => body.Remove("interval"));
        Assert.Equal(TimeSpan.FromSeconds(5), deferred.Interval);
        Assert.DoesNotContain("deferred_notification_token", provider.Last("/token").Form.Keys);
    }

    [Fact]
    public async Task A_decision_ends_in_the_same_checks_as_a_code()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Once("/token", _ => provider.Tokens());
        Completion completion = Assert.IsType<PollResult.Decided>(await client.PollAsync(deferred, Agent.Cancellation)).Completion;
        Assert.Equal("mr_1", Assert.IsType<Completion.Verified>(completion).Mission.Ref);
        Assert.Equal("da-1", provider.Last("/token").Form["deferred_auth_id"]);
        Assert.DoesNotContain("deferred_code", provider.Last("/token").Form.Keys);

        provider.ChangeClaims = claims => claims.Remove("client_context");
        provider.Once("/token", _ => provider.Tokens());
        completion = Assert.IsType<PollResult.Decided>(await client.PollAsync(deferred, Agent.Cancellation)).Completion;
        Assert.IsType<CompletionRefusal.ContextRefused>(completion.Refusal());
    }

    [Theory]
    [InlineData("access_denied", typeof(CompletionRefusal.Declined))]
    [InlineData("expired_token", typeof(CompletionRefusal.Expired))]
    [InlineData("mission_bootstrap_failed", typeof(CompletionRefusal.BootstrapFailed))]
    [InlineData("invalid_grant", typeof(CompletionRefusal.TokenEndpoint))]
    [InlineData("invalid_request", typeof(CompletionRefusal.TokenEndpoint))]
    [InlineData("invalid_client", typeof(CompletionRefusal.TokenEndpoint))]
    [InlineData("invalid_dpop_proof", typeof(CompletionRefusal.TokenEndpoint))]
    public async Task A_final_error_ends_it(string code, Type expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Always("/token", _ => Reply.Error(code));
        Assert.IsType(expected, Assert.IsType<PollResult.Decided>(await client.PollAsync(deferred, Agent.Cancellation)).Completion.Refusal());
    }

    [Fact]
    public async Task A_slow_down_lengthens_the_interval_for_good()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Once("/token", _ => Reply.Error("slow_down")).Always("/token", _ => Reply.Error("authorization_pending", ("error_description", "one of two approved")));
        PollResult.Undecided slower = Assert.IsType<PollResult.Undecided>(await client.PollAsync(deferred, Agent.Cancellation));
        PollResult.Undecided next = Assert.IsType<PollResult.Undecided>(await client.PollAsync(slower.Authorization, Agent.Cancellation));
        Assert.Equal(TimeSpan.FromSeconds(35), next.Authorization.Interval);
        Assert.Equal(provider.Time.GetUtcNow().AddSeconds(35), next.Authorization.NextPollAt);
        Assert.Equal("one of two approved", next.Standing);
    }

    [Theory]
    [InlineData(503, """{"error":"temporarily_unavailable"}""")]
    [InlineData(502, "<html>")]
    [InlineData(429, "")]
    public async Task A_server_in_trouble_decides_nothing(int status, string body)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Always("/token", _ => new Reply(status, body));
        Assert.IsType<PollResult.Undecided>(await client.PollAsync(deferred, Agent.Cancellation));
    }

    [Fact]
    public async Task After_the_end_nothing_is_sent()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Time.Advance(TimeSpan.FromHours(1));
        int sent = provider.At("/token").Length;
        Completion completion = Assert.IsType<PollResult.Decided>(await client.PollAsync(deferred, Agent.Cancellation)).Completion;
        Assert.IsType<CompletionRefusal.Expired>(completion.Refusal());
        Assert.Equal(sent, provider.At("/token").Length);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"deferred_auth_id":7}""")]
    public async Task An_exchange_without_an_id_is_unusable(string body)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync(Agent.Request with { ResponseType = ResponseType.Either });
        provider.Always("/token", _ => new Reply(200, body));
        Assert.IsType<CompletionRefusal.Unusable>((await client.CompleteAsync(pending, pending.Back("deferred_code=d-1"), Agent.Cancellation)).Refusal());
    }

    [Fact]
    public async Task A_good_interim_token_tells_the_person_and_makes_no_Mission()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        Completion completion = await Later.CompleteAsync(provider, client, body =>
        {
            body["interim_id_token"] = provider.IdToken(Interim);
            body["mission_ref"] = "mr_provisional";
        });
        Assert.Equal("user-1", Assert.IsType<Completion.Deferred>(completion).Interim!.Subject);
    }

    [Theory]
    [InlineData("context", IdTokenCheck.Interim)]
    [InlineData("final", IdTokenCheck.Interim)]
    [InlineData("nonce", IdTokenCheck.Nonce)]
    public async Task A_wrong_interim_token_ends_it_and_cancels(string what, IdTokenCheck expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        provider.Always("/deferred/cancel", _ => new Reply(200, ""));
        Completion completion = await Later.CompleteAsync(provider, client, body => body["interim_id_token"] = provider.IdToken(claims =>
        {
            if (what == "context")
            {
                claims["interim"] = true;
                return;
            }

            Interim(claims);
            claims[what == "final" ? "interim" : "nonce"] = what == "final" ? false : "other";
        }));
        CompletionRefusal.IdTokenRefused why = Assert.IsType<CompletionRefusal.IdTokenRefused>(completion.Refusal());
        Assert.Equal(expected, why.Failure.Check);
        Assert.Equal("da-1", Assert.Single(provider.At("/deferred/cancel")).Form["deferred_auth_id"]);
    }

    [Fact]
    public async Task A_cancel_names_the_process_with_the_same_key()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await Later.StartAsync(provider, client);
        provider.Once("/deferred/cancel", _ => new Reply(200, "")).Once("/deferred/cancel", _ => Reply.Error("invalid_client"));
        Assert.IsType<Acknowledgement.Done>(await client.CancelAsync(deferred, Agent.Cancellation));
        Assert.Equal(("da-1", deferred.Pending.Key.Thumbprint), (provider.Last("/deferred/cancel").Form["deferred_auth_id"], provider.Last("/deferred/cancel").Key));
        Assert.IsType<Acknowledgement.Refused>(await client.CancelAsync(deferred, Agent.Cancellation));
        provider.Metadata.Remove("deferred_authentication_cancellation_endpoint");
        Assert.IsType<Acknowledgement.NotOffered>(await (await provider.ClientAsync()).CancelAsync(deferred, Agent.Cancellation));
    }

    private static void Interim(JsonObject claims)
    {
        claims["interim"] = true;
        claims.Remove("client_context");
    }
}
