using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Client.Authorize;

/// <summary>An authorization that waits for the person, with everything that its end has to be checked against. Keep it, with
/// <see cref="ToJson"/>, where a restart finds it: a session, a row, a file.</summary>
public sealed record PendingAuthorization
{
    /// <summary>The server.</summary>
    public required string Issuer { get; init; }

    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where to send the person.</summary>
    public required Uri AuthorizationUrl { get; init; }

    /// <summary>Where the person comes back to.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>Finds this record again when the person comes back; bind it to their session.</summary>
    public required SecretText State { get; init; }

    /// <summary>Ties the ID Token to this request.</summary>
    public required SecretText Nonce { get; init; }

    /// <summary>Secret: proves at the token endpoint that the code is ours.</summary>
    public required SecretText CodeVerifier { get; init; }

    /// <summary>Secret: the key of this Mission.</summary>
    public required AgentKey Key { get; init; }

    /// <summary>How the server may answer.</summary>
    public required ResponseType ResponseType { get; init; }

    /// <summary>The context as sent; null for a plain sign-in. It is compared, never acted on.</summary>
    public JsonElement? RequestedContext { get; init; }

    /// <summary>The sign-in that the operation needs.</summary>
    public Assurance Assurance { get; init; } = new();

    /// <summary>The Mission that the request wants to resume, or null. It was verified when it began, and a resume changes nothing of it.</summary>
    public string? ResumedMission { get; init; }

    /// <summary>When the request was pushed.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when the person has to be sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Does the request ask for a Mission?</summary>
    internal bool AsksForMission => RequestedContext is JsonElement context
        && context.TryGetProperty("contexts", out JsonElement contexts) && contexts.TryGetProperty(ContextTypes.Purpose, out _);

    /// <summary>The record as JSON. It holds secrets: protect it like a key.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KeptJson.Default.PendingAuthorization);

    /// <summary>Reads a kept record.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <param name="pending">The record when true.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out PendingAuthorization? pending) =>
        Kept.TryRead(json, KeptJson.Default.PendingAuthorization, out pending);
}
