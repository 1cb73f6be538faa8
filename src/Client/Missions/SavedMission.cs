using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tokens;

namespace MissionPolicy.Client.Missions;

/// <summary>A Mission as the agent keeps it.</summary>
public sealed record SavedMission
{
    /// <summary>The provider.</summary>
    public required string Issuer { get; init; }

    /// <summary>The client.</summary>
    public required string ClientId { get; init; }

    /// <summary>The handle. It selects; it grants nothing without key and token.</summary>
    public required string MissionRef { get; init; }

    /// <summary>The end of the Mission.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The person.</summary>
    public required string Subject { get; init; }

    /// <summary>The context as sent, for a later re-approval.</summary>
    public required JsonElement RequestedContext { get; init; }

    /// <summary>How the server may answer, for a later re-approval.</summary>
    public required ResponseType ResponseType { get; init; }

    /// <summary>Secret: the key of this Mission.</summary>
    public required AgentKey Key { get; init; }

    /// <summary>Secret: what the Mission lives by.</summary>
    public SecretText? RefreshToken { get; init; }

    /// <summary>Secret: the access token for the provider itself.</summary>
    public required SecretText AccessToken { get; init; }

    /// <summary>The end of that access token.</summary>
    public required DateTimeOffset AccessTokenExpiresAt { get; init; }

    /// <summary>Secret: the ID Token of the sign-in.</summary>
    public required SecretText IdToken { get; init; }

    /// <summary>The record as JSON. It holds secrets: protect it like a key.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, KeptJson.Default.SavedMission);

    /// <summary>Reads a kept record.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <param name="saved">The record when true.</param>
    public static bool TryParse(string json, [NotNullWhen(true)] out SavedMission? saved) =>
        Kept.TryRead(json, KeptJson.Default.SavedMission, out saved);

    internal static SavedMission Of(PendingAuthorization pending, TokenAnswer tokens, IdToken signIn) => new()
    {
        Issuer = pending.Issuer,
        ClientId = pending.ClientId,
        MissionRef = tokens.MissionRef!,
        ExpiresAt = tokens.MissionExpiresAt,
        Subject = signIn.Subject,
        RequestedContext = pending.RequestedContext!.Value,
        ResponseType = pending.ResponseType,
        Key = pending.Key,
        RefreshToken = tokens.RefreshToken,
        AccessToken = tokens.AccessToken,
        AccessTokenExpiresAt = tokens.ExpiresAt,
        IdToken = signIn.Raw,
    };

    internal SavedMission With(TokenAnswer tokens, bool forProvider) => this with
    {
        RefreshToken = tokens.RefreshToken ?? RefreshToken,
        ExpiresAt = tokens.MissionExpiresAt ?? ExpiresAt,
        AccessToken = forProvider ? tokens.AccessToken : AccessToken,
        AccessTokenExpiresAt = forProvider ? tokens.ExpiresAt : AccessTokenExpiresAt,
    };
}
