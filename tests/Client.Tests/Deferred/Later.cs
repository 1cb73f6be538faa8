using System.Text.Json.Nodes;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Deferred;

/// <summary>Requests that are decided later.</summary>
internal static class Later
{
    public static async Task<DeferredAuthorization> StartAsync(FakeProvider provider, MissionClient client, Action<JsonObject>? change = null) =>
        Assert.IsType<Completion.Deferred>(await CompleteAsync(provider, client, change)).Authorization;

    public static async Task<Completion> CompleteAsync(FakeProvider provider, MissionClient client, Action<JsonObject>? change = null)
    {
        PendingAuthorization pending = await client.PendingAsync(Agent.Request with { ResponseType = ResponseType.Either });
        provider.Once("/token", _ =>
        {
            JsonObject body = new() { ["deferred_auth_id"] = "da-1", ["expires_in"] = 3600, ["interval"] = 30 };
            change?.Invoke(body);
            return Reply.Json(200, body);
        });
        return await client.CompleteAsync(pending, pending.Back("deferred_code=d-1"), Agent.Cancellation);
    }
}
