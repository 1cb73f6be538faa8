using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tests.StatusLists;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>From the revocation at home to the token of the CRM, over real connections.</summary>
public sealed class HomeToCrmTests
{
    [Fact]
    public async Task A_revoked_Mission_stops_the_token_of_the_CRM_with_the_push()
    {
        await using SignalHost home = await SignalHost.StartAsync(TestAgent.Settings);
        await using CrmHost crm = await CrmHost.StartAsync((await home.Host.GetAsync("/jwks")).Json.GetRawText());
        string streamId = await StreamAsync(home, crm);
        using TestAgent agent = new(home.Host);
        TestHost.Answer tokens = await agent.MissionAsync();
        crm.Host.Time.SetUtcNow(home.Host.Time.GetUtcNow());
        string token = (await crm.RedeemAsync(await AssertionAsync(agent, tokens), agent.Key)).Json.GetProperty("access_token").GetString()!;
        string unused = await AssertionAsync(agent, tokens);
        Assert.True(await crm.IsActiveAsync(token));
        Assert.Equal(0, await StatusReader.StatusAsync(crm.Host, token));

        await RevokeAsync(home, tokens);
        await home.UntilAsync(streamId, stream => stream.Backlog == 0);
        Assert.False(await crm.IsActiveAsync(token));
        Assert.Equal(1, await StatusReader.StatusAsync(crm.Host, token));
        Assert.Equal("invalid_grant", TestAgent.Error(await crm.RedeemAsync(unused, agent.Key)));
    }

    [Fact]
    public async Task An_assertion_of_before_a_narrowing_is_not_redeemed_once_the_CRM_knows_and_one_of_after_it_is()
    {
        await using SignalHost home = await SignalHost.StartAsync(TestAgent.Settings);
        await using CrmHost crm = await CrmHost.StartAsync((await home.Host.GetAsync("/jwks")).Json.GetRawText());
        string streamId = await StreamAsync(home, crm, "https://schemas.openid.net/secevent/caep/event-type/token-claims-change");
        using TestAgent agent = new(home.Host);
        TestHost.Answer tokens = await agent.MissionAsync();
        crm.Host.Time.SetUtcNow(home.Host.Time.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await crm.RedeemAsync(await AssertionAsync(agent, tokens), agent.Key)).Status);
        string older = await AssertionAsync(agent, tokens);

        string missionRef = tokens.Json.GetProperty("mission_ref").GetString()!;
        TestHost.Answer narrowed = await home.Host.PostAsync(
            $"/missions/{missionRef}/narrow", """{"expires_at":"2026-12-01T10:00:00Z"}""", home.Host.Token("operator", "missions.manage"));
        Assert.True(narrowed.Status == HttpStatusCode.OK, narrowed.Json.ToString());
        await home.UntilAsync(streamId, stream => stream.Backlog == 0);

        Assert.Equal("invalid_grant", TestAgent.Error(await crm.RedeemAsync(older, agent.Key)));
        home.Host.Time.Advance(TimeSpan.FromSeconds(1));
        crm.Host.Time.SetUtcNow(home.Host.Time.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await crm.RedeemAsync(await AssertionAsync(agent, tokens), agent.Key)).Status);
    }

    [Fact]
    public async Task A_revoked_Mission_stops_the_token_of_a_CRM_that_polls()
    {
        await using SignalHost home = await SignalHost.StartAsync([.. TestAgent.Settings, "--Signals:LongPollSeconds=0"]);
        string streamId = await home.PollStreamAsync();
        await using CrmHost crm = await CrmHost.StartAsync(
            (await home.Host.GetAsync("/jwks")).Json.GetRawText(),
            $"--Signals:Transmitters:0:PollUrl={new Uri(home.Host.Http.BaseAddress!, "/ssf/poll/" + streamId)}",
            $"--Signals:Transmitters:0:PollAuthorization=Bearer {home.Host.Token(SignalHost.Crm, "ssf.read")}");
        using TestAgent agent = new(home.Host);
        TestHost.Answer tokens = await agent.MissionAsync();
        crm.Host.Time.SetUtcNow(home.Host.Time.GetUtcNow());
        string token = (await crm.RedeemAsync(await AssertionAsync(agent, tokens), agent.Key)).Json.GetProperty("access_token").GetString()!;
        await RevokeAsync(home, tokens);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await home.StreamAsync(streamId)).Backlog > 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            crm.Host.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.False(await crm.IsActiveAsync(token));
    }

    private static async Task<string> StreamAsync(SignalHost home, CrmHost crm, params string[] more)
    {
        JsonObject request = SignalHost.Events([SignalHost.MissionEvent, .. more]);
        request["delivery"] = new JsonObject
        {
            ["method"] = "urn:ietf:rfc:8935", ["endpoint_url"] = crm.ReceiveUrl, ["authorization_header"] = "Bearer " + CrmHost.PushToken,
        };
        return await home.PollStreamAsync(request: request);
    }

    private static async Task<string> AssertionAsync(TestAgent agent, TestHost.Answer tokens)
    {
        TestHost.Answer answer = await agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["requested_token_type"] = "urn:ietf:params:oauth:token-type:id-jag",
            ["audience"] = TestAgent.CrmAs,
            ["resource"] = TestAgent.CrmApi,
            ["subject_token"] = tokens.Json.GetProperty("refresh_token").GetString()!,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:refresh_token",
        });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        return answer.Json.GetProperty("access_token").GetString()!;
    }

    private static async Task RevokeAsync(SignalHost home, TestHost.Answer tokens)
    {
        string missionRef = tokens.Json.GetProperty("mission_ref").GetString()!;
        TestHost.Answer revoked = await home.Host.PostAsync(
            $"/missions/{missionRef}/revoke", "{}", home.Host.Token("operator", "missions.manage"));
        Assert.True(revoked.Status == HttpStatusCode.OK, revoked.Json.ToString());
    }
}
