using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Authorize;

public sealed class CallbackTests
{
    [Theory]
    [InlineData("code=c&state=other&iss=ISS", CallbackCheck.State)]
    [InlineData("code=c&iss=ISS", CallbackCheck.State)]
    [InlineData("error=access_denied&iss=ISS", CallbackCheck.State)]
    [InlineData("code=c&state=STATE&iss=https%3A%2F%2Fevil.example", CallbackCheck.Issuer)]
    [InlineData("code=c&state=STATE", CallbackCheck.Issuer)]
    [InlineData("error=access_denied&state=STATE&iss=https%3A%2F%2Fevil.example", CallbackCheck.Issuer)]
    [InlineData("state=STATE&iss=ISS", CallbackCheck.Code)]
    [InlineData("code=&state=STATE&iss=ISS", CallbackCheck.Code)]
    [InlineData("code=c&deferred_code=d&state=STATE&iss=ISS", CallbackCheck.Code)]
    [InlineData("deferred_code=d&state=STATE&iss=ISS", CallbackCheck.Code)]
    [InlineData("error=access_denied&code=c&state=STATE&iss=ISS", CallbackCheck.Code)]
    [InlineData("code=c&code=d&state=STATE&iss=ISS", CallbackCheck.Form)]
    [InlineData("code=c&state=STATE&state=STATE&iss=ISS", CallbackCheck.Form)]
    [InlineData("", CallbackCheck.Form)]
    public async Task An_answer_that_is_not_ours_never_reaches_the_token_endpoint(string query, CallbackCheck expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync();
        string answer = query.Replace("STATE", pending.State.Reveal(), StringComparison.Ordinal).Replace("ISS", Uri.EscapeDataString(provider.Issuer), StringComparison.Ordinal);

        CompletionRefusal why = (await client.CompleteAsync(pending, answer, Agent.Cancellation)).Refusal();
        Assert.Equal(expected, Assert.IsType<CompletionRefusal.Callback>(why).Check);
        Assert.Empty(provider.At("/token"));
    }

    [Fact]
    public async Task A_code_is_refused_where_only_a_deferred_code_was_asked_for()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync(Agent.Request with { ResponseType = ResponseType.DeferredCode });
        CompletionRefusal why = (await client.CompleteAsync(pending, pending.Back(), Agent.Cancellation)).Refusal();
        Assert.Equal(CallbackCheck.Code, Assert.IsType<CompletionRefusal.Callback>(why).Check);
    }

    [Fact]
    public async Task Mixed_up_states_of_two_requests_are_refused()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization one = await client.PendingAsync();
        PendingAuthorization other = await client.PendingAsync();
        CompletionRefusal why = (await client.CompleteAsync(one, other.Back(), Agent.Cancellation)).Refusal();
        Assert.Equal(CallbackCheck.State, Assert.IsType<CompletionRefusal.Callback>(why).Check);
    }

    [Fact]
    public async Task A_record_of_another_provider_is_refused()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = (await client.PendingAsync()) with { Issuer = "https://other.example" };
        CompletionRefusal why = (await client.CompleteAsync(pending, pending.Back(), Agent.Cancellation)).Refusal();
        Assert.Equal(CallbackCheck.Record, Assert.IsType<CompletionRefusal.Callback>(why).Check);
    }

    [Fact]
    public async Task A_person_who_declines_is_an_answer()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync();
        CompletionRefusal why = (await client.CompleteAsync(pending, pending.Back("error=access_denied&error_description=not+now&x=y"), Agent.Cancellation)).Refusal();
        MissionPolicy.Client.Wire.OAuthError error = Assert.IsType<CompletionRefusal.Declined>(why).Error;
        Assert.Equal(("access_denied", "not now", null), (error.Code, error.Description, error.Status));
    }

    [Fact]
    public async Task A_failed_bootstrap_by_redirect_is_told_apart()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync();
        CompletionRefusal why = (await client.CompleteAsync(pending, pending.Back("error=mission_bootstrap_failed&mission_error=assurance_not_met"), Agent.Cancellation)).Refusal();
        Assert.Equal("assurance_not_met", Assert.IsType<CompletionRefusal.BootstrapFailed>(why).Error.MissionError);
    }

    [Fact]
    public async Task A_failed_bootstrap_at_the_token_endpoint_is_told_apart()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/token", _ => Reply.Error("mission_bootstrap_failed", ("mission_error", "compile_failed")));
        Assert.Equal("compile_failed", Assert.IsType<CompletionRefusal.BootstrapFailed>((await provider.CompleteAsync()).Refusal()).Error.MissionError);
    }

    [Fact]
    public async Task A_used_code_is_an_answer_of_the_token_endpoint()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/token", _ => Reply.Error("invalid_grant"));
        Assert.Equal("invalid_grant", Assert.IsType<CompletionRefusal.TokenEndpoint>((await provider.CompleteAsync()).Refusal()).Error.Code);
    }

    [Fact]
    public async Task The_body_of_a_form_post_does_too()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync();
        string body = $"code=c%2B1&state={pending.State.Reveal()}&iss={Uri.EscapeDataString(provider.Issuer)}";
        Assert.IsType<Completion.Verified>(await client.CompleteAsync(pending, body, Agent.Cancellation));
        Dictionary<string, string> form = provider.Last("/token").Form;
        Assert.Equal("c+1", form["code"]);
        Assert.Equal(pending.CodeVerifier.Reveal(), form["code_verifier"]);
        Assert.Equal(Agent.RedirectUri, form["redirect_uri"]);
        Assert.Equal(pending.Key.Thumbprint, provider.Last("/token").Key);
    }

    [Fact]
    public async Task A_restart_of_the_agent_loses_nothing()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        PendingAuthorization pending = await (await provider.ClientAsync()).PendingAsync();
        string kept = pending.ToJson();

        MissionClient restarted = await provider.ClientAsync();
        Assert.True(PendingAuthorization.TryParse(kept, out PendingAuthorization? found));
        Completion completion = await restarted.CompleteAsync(found, pending.Back(), Agent.Cancellation);
        Assert.Equal("mr_1", Assert.IsType<Completion.Verified>(completion).Mission.Ref);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"issuer":"https://op.example"}""")]
    public void A_damaged_record_is_not_read(string json) => Assert.False(PendingAuthorization.TryParse(json, out _));

    [Fact]
    public async Task A_record_does_not_print_its_secrets()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        PendingAuthorization pending = await (await provider.ClientAsync()).PendingAsync();
        string printed = pending.ToString();
        Assert.DoesNotContain(pending.CodeVerifier.Reveal(), printed, StringComparison.Ordinal);
        Assert.DoesNotContain(pending.State.Reveal(), printed, StringComparison.Ordinal);
        Assert.Contains("[secret]", printed, StringComparison.Ordinal);
    }
}
