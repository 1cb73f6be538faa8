using System.Text.Json;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Missions;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Userinfo_of_the_same_person_is_given_and_of_another_is_not()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/userinfo", _ => new Reply(200, """{"sub":"user-1","name":"A"}""")).Once("/userinfo", _ => new Reply(200, """{"sub":"user-2","name":"B"}"""));
        Assert.Equal("A", (await mission.UserInfoAsync(Agent.Cancellation)).Granted().GetProperty("name").GetString());
        Assert.Equal("sub", Assert.IsType<MissionAnswer<JsonElement>.Unusable>(await mission.UserInfoAsync(Agent.Cancellation)).Detail);
        Assert.Equal("DPoP at-provider", provider.Last("/userinfo").Headers["Authorization"]);
    }

    [Fact]
    public async Task The_token_for_the_provider_is_used_until_its_end_and_then_renewed()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/userinfo", _ => new Reply(200, """{"sub":"user-1"}"""));
        provider.Once("/token", _ => TokenTests.Token("at-second"));
        await mission.UserInfoAsync(Agent.Cancellation);
        await mission.UserInfoAsync(Agent.Cancellation);
        Assert.Single(provider.At("/token"));
        provider.Time.Advance(TimeSpan.FromSeconds(290));
        await mission.UserInfoAsync(Agent.Cancellation);
        Assert.Equal("DPoP at-second", provider.Last("/userinfo").Headers["Authorization"]);
        Assert.DoesNotContain("resource", provider.Last("/token").Form.Keys);
        Assert.DoesNotContain("authorization_details", provider.Last("/token").Form.Keys);
    }

    [Fact]
    public async Task A_stopped_Mission_shows_in_whatever_needs_a_token()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Time.Advance(TimeSpan.FromSeconds(290));
        provider.Always("/token", _ => Reply.Error("invalid_grant", ("mission_error", "mission_revoked")));
        Assert.IsType<MissionAnswer<JsonElement>.MissionStopped>(await mission.UserInfoAsync(Agent.Cancellation));
        Assert.IsType<MissionAnswer<JsonElement>.MissionStopped>(await mission.CompleteAsync(Agent.Cancellation));
        Assert.Empty(provider.At("/missions/mr_1/complete"));
    }

    [Fact]
    public async Task Work_that_is_done_is_told()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/missions/mr_1/complete", _ => new Reply(204, ""));
        (await mission.CompleteAsync(Agent.Cancellation)).Granted();
        Assert.Equal("POST", provider.Last("/missions/mr_1/complete").Method);
    }

    [Fact]
    public async Task A_401_with_a_challenge_is_a_typed_refusal()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/userinfo", _ => new Reply(401, "", ("WWW-Authenticate", "DPoP error=\"invalid_token\", error_description=\"gone, \\\"really\\\"\", algs=\"ES256\"")));
        MissionPolicy.Client.Wire.OAuthError error = Assert.IsType<MissionAnswer<JsonElement>.Refused>(await mission.UserInfoAsync(Agent.Cancellation)).Error;
        Assert.Equal(("invalid_token", "gone, \"really\""), (error.Code, error.Description));
    }

    [Fact]
    public async Task Revocation_names_the_refresh_token_and_its_absence_is_told()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/revoke", _ => new Reply(200, "")).Once("/revoke", _ => Reply.Error("unsupported_token_type"));
        Assert.IsType<Acknowledgement.Done>(await mission.RevokeAsync(Agent.Cancellation));
        Assert.Equal(("rt-1", "refresh_token"), (provider.Last("/revoke").Form["token"], provider.Last("/revoke").Form["token_type_hint"]));
        Assert.Equal("unsupported_token_type", Assert.IsType<Acknowledgement.Refused>(await mission.RevokeAsync(Agent.Cancellation)).Error.Code);
        provider.Metadata.Remove("revocation_endpoint");
        Assert.IsType<Acknowledgement.NotOffered>(await (await provider.MissionAsync()).RevokeAsync(Agent.Cancellation));
    }
}
