using System.Text.Json;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>One request as the fake provider got it.</summary>
internal sealed record Seen
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Body { get; init; }

    public required Dictionary<string, string> Form { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The claims of the DPoP proof.</summary>
    public JsonElement Proof { get; init; }

    /// <summary>The thumbprint of the proof's key.</summary>
    public string? Key { get; init; }

    public JsonElement Json => JsonElement.Parse(Body);

    public string? Nonce => Proof.ValueKind == JsonValueKind.Object && Proof.TryGetProperty("nonce", out JsonElement nonce) ? nonce.GetString() : null;
}
