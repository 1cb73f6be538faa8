using System.Text.Json;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>The evidence as an auditor fetches it.</summary>
internal static class EvidenceReading
{
    public static Task<string> ExportAsync(this TestHost host) => TextAsync(host, "/evidence/export");

    /// <summary>The payload of the newest record of a kind.</summary>
    public static async Task<JsonElement> NewestAsync(this TestHost host, string kind) => (await host.ExportAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonElement.Parse(line))
        .Last(line => line.TryGetProperty("kind", out JsonElement found) && found.GetString() == kind)
        .GetProperty("payload");

    /// <summary>The personal facts of a record, as text.</summary>
    public static async Task<string> FactsAsync(this TestHost host, JsonElement payload)
    {
        string part = await TextAsync(host, "/evidence/personal/" + payload.GetProperty("event_id").GetString());
        JsonElement facts = JsonElement.Parse(part).GetProperty("facts");
        return facts.ValueKind == JsonValueKind.String ? facts.GetString()! : facts.GetRawText();
    }

    private static async Task<string> TextAsync(TestHost host, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", host.Token(client: "auditor", scope: "evidence.read evidence.personal"));
        using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return text;
    }
}
