using System.Net;
using System.Text.Json;

namespace MissionPolicy.Client.Wire;

/// <summary>What came back, read to its end.</summary>
internal sealed record WireAnswer
{
    /// <summary>The status.</summary>
    public required HttpStatusCode Status { get; init; }

    /// <summary>The body when it is a JSON object within the limits.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>What makes the answer unusable whatever its body: a redirect, or too large.</summary>
    public string? Fault { get; init; }

    /// <summary>The one DPoP nonce that came with it.</summary>
    public string? Nonce { get; init; }

    /// <summary>The challenge of the DPoP scheme.</summary>
    public Challenge? Challenge { get; init; }

    /// <summary>The wait that the server asks for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Status 2xx and nothing wrong.</summary>
    public bool IsSuccess => Fault is null && (int)Status is >= 200 and < 300;

    /// <summary>The authorization server wants its nonce in the proof.</summary>
    /// <remarks>Source: RFC 9449 §8 (400 with the error code), §9 (401 with a challenge).</remarks>
    public bool WantsNonce => Nonce is not null && (
        (Status == HttpStatusCode.BadRequest && Json is JsonElement body && Members.Text(body, "error") == "use_dpop_nonce")
        || (Status == HttpStatusCode.Unauthorized && Challenge?.Error == "use_dpop_nonce"));
}
