using System.Text.Json;

namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>An operations client that may stop any Mission.</summary>
internal sealed class Administrator(HttpClient http, string issuer, TimeProvider time) : IDisposable
{
    private readonly OwnNameCaller caller = new(http, issuer, "operations", "operations-development-secret-0001", "missions.manage", time);

    /// <summary>Revokes a Mission.</summary>
    /// <returns>The state that the server answers, or what went wrong.</returns>
    public async Task<string> RevokeAsync(string missionRef, CancellationToken cancellation)
    {
        JsonElement answer = await caller.CallAsync(HttpMethod.Post, $"/missions/{missionRef}/revoke", cancellation);
        return answer.TryGetProperty("state", out JsonElement state) || answer.TryGetProperty("mission_state", out state) ? state.GetString()! : answer.GetRawText();
    }

    public void Dispose() => caller.Dispose();
}
