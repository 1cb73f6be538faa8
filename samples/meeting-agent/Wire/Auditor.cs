using System.Text.Json;

namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>A client that may read the evidence log.</summary>
internal sealed class Auditor(HttpClient http, string issuer, TimeProvider time) : IDisposable
{
    private readonly OwnNameCaller caller = new(http, issuer, "auditor", "auditor-development-secret-0001", "evidence.read", time);

    /// <summary>What the log tells of a Mission, oldest first.</summary>
    /// <returns>Kind and payload of each record; empty when it tells nothing.</returns>
    public async Task<IReadOnlyList<(string Kind, JsonElement Payload)>> RecordsAsync(string missionRef, CancellationToken cancellation)
    {
        JsonElement answer = await caller.CallAsync(HttpMethod.Get, $"/evidence/missions/{missionRef}?limit=200", cancellation);
        return answer.TryGetProperty("records", out JsonElement records)
            ? [.. records.EnumerateArray().Select(static record => (record.GetProperty("kind").GetString()!, record.GetProperty("payload")))]
            : [];
    }

    public void Dispose() => caller.Dispose();
}
