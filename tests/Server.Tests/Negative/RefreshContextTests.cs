using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>Client-context digest §6: an ID Token that a refresh gives repeats the context that was approved, or there is none.</summary>
public sealed class RefreshContextTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestAgent Agent => fixture.Agent;

    private IStore Store => fixture.Host.App.Services.GetRequiredService<IStore>();

    [Fact]
    public Task A_context_that_was_dropped_is_noticed() => TamperedAsync(row => row with { Claim = null });

    [Theory]
    [InlineData("schedule-meeting", "payment-batch")]
    [InlineData("example.com", "other.example")]
    [InlineData("cal_team01", "cal_board1")]
    public Task A_context_that_was_altered_is_noticed(string told, string altered)
    {
        FieldProtection protection = fixture.Host.App.Services.GetRequiredService<FieldProtection>();
        return TamperedAsync(row =>
        {
            Assert.True(protection.TryUnprotect(FirstTokens.ClaimField, row.Claim!, out string? claim));
            Assert.Contains(told, claim, StringComparison.Ordinal);
            return row with { Claim = protection.Protect(FirstTokens.ClaimField, claim.Replace(told, altered, StringComparison.Ordinal)) };
        });
    }

    [Fact]
    public Task A_context_of_a_purpose_without_its_Mission_is_noticed() => TamperedAsync(row => row with { MissionId = null });

    [Fact]
    public async Task The_context_of_a_resumed_Mission_is_repeated()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(System.Net.HttpStatusCode.Created)));
        TestHost.Answer resumed = (await Agent.RedeemAsync(answer["code"])).IsOk();
        TestHost.Answer again = (await Agent.TokenAsync(AgentSteps.Refresh(resumed))).IsOk();
        Assert.Equal(
            AgentKey.Payload(resumed.Member("id_token")).GetProperty("client_context").ToString(),
            AgentKey.Payload(again.Member("id_token")).GetProperty("client_context").ToString());
    }

    private async Task TamperedAsync(Func<RefreshToken, RefreshToken> change)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Document<RefreshToken> row = (await Store.GetAsync(TokenTables.Refresh, HandleHash.Of(tokens.Member("refresh_token")).Value, TestContext.Current.CancellationToken))!;
        await Store.WriteAsync(write => write.Put(TokenTables.Refresh, change(row.Value)), TestContext.Current.CancellationToken);
        TestHost.Answer answer = await Agent.TokenAsync(AgentSteps.Refresh(tokens));
        answer.IsRefused("invalid_grant");
        Assert.Equal(ReasonCodes.ContextInconsistent, answer.Member(MissionErrors.Member));
        (await Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("scope", "evaluate")))).IsRefused("invalid_grant");
    }
}
