using System.Text;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Deferred;

public sealed class NotificationTests
{
    [Theory]
    [InlineData("application/json", "Bearer TOKEN", """{"deferred_auth_id":"da-1","more":1}""", 204)]
    [InlineData("application/json; charset=utf-8", "bearer TOKEN", """{"deferred_auth_id":"da-1"}""", 204)]
    [InlineData("application/json", "Bearer other", """{"deferred_auth_id":"da-1"}""", 401)]
    [InlineData("application/json", "Bearer ", """{"deferred_auth_id":"da-1"}""", 401)]
    [InlineData("application/json", "TOKEN", """{"deferred_auth_id":"da-1"}""", 401)]
    [InlineData("application/json", null, """{"deferred_auth_id":"da-1"}""", 401)]
    [InlineData("application/json", "Bearer TOKEN", """{"deferred_auth_id":"da-2"}""", 401)]
    [InlineData("application/json", "Bearer TOKEN", """{"deferred_auth_id":"unknown"}""", 401)]
    [InlineData("text/plain", "Bearer TOKEN", """{"deferred_auth_id":"da-1"}""", 400)]
    [InlineData(null, "Bearer TOKEN", """{"deferred_auth_id":"da-1"}""", 400)]
    [InlineData("application/json", "Bearer TOKEN", "{}", 400)]
    [InlineData("application/json", "Bearer TOKEN", "[]", 400)]
    [InlineData("application/json", "Bearer TOKEN", "", 400)]
    [InlineData("application/json", "Bearer TOKEN", """{"deferred_auth_id":["da-1"]}""", 400)]
    [InlineData("application/json", "Bearer TOKEN", """{"deferred_auth_id":"da-1","deferred_auth_id":"da-2"}""", 400)]
    public async Task A_notification_counts_with_the_token_of_its_own_process(string? contentType, string? authorization, string body, int status)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync(options => options with { WantsNotification = true });
        DeferredAuthorization one = await Later.StartAsync(provider, client);
        DeferredAuthorization other = await Later.StartAsync(provider, client, answer => answer["deferred_auth_id"] = "da-2");
        NotificationResult result = DeferredNotification.Check(
            contentType,
            authorization?.Replace("TOKEN", one.NotificationToken!.Reveal(), StringComparison.Ordinal),
            Encoding.UTF8.GetBytes(body),
            id => new[] { one, other }.FirstOrDefault(known => known.DeferredAuthId.Is(id)));
        Assert.Equal(status, result.Status);
        Assert.Equal(status == 204, result is NotificationResult.Accepted accepted && accepted.Authorization == one);
    }

    [Fact]
    public async Task A_process_without_a_notification_token_accepts_none()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        DeferredAuthorization silent = await Later.StartAsync(provider, await provider.ClientAsync());
        NotificationResult result = DeferredNotification.Check("application/json", "Bearer ", """{"deferred_auth_id":"da-1"}"""u8, _ => silent);
        Assert.IsType<NotificationResult.Unauthorized>(result);
    }
}
