using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>What a refused request would have needed, as a resource server or the authorization server says it: a hint, and no
/// authority.</summary>
/// <remarks>Ask the authorization server for it, and never show its text to a person as trusted. The same reference after a fresh
/// grant means that
/// asking again does not help. Source: draft-zehavi-oauth-rar-metadata-06.</remarks>
public sealed record AuthorizationRemediation
{
    private const int MaxBytes = 8 * 1024;

    /// <summary>The details that a token would have to hold; empty where the server named only the reference.</summary>
    public ImmutableArray<AuthorizationDetail> AuthorizationDetails { get; init; } = [];

    /// <summary>Stays the same for the same need at one server; null where every approval is for one use.</summary>
    public string? Reference { get; init; }

    /// <summary>Until when it may be asked for.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal static AuthorizationRemediation? Of(JsonElement? value) => value is JsonElement json
        ? new AuthorizationRemediation
        {
            AuthorizationDetails = NextStepReader.Details(json),
            Reference = json.Text("authorization_reference"),
            ExpiresAt = json.Instant("expires_at"),
        }
        : null;

    internal static AuthorizationRemediation? OfChallenge(string? text)
    {
        if (text is null || text.Length > MaxBytes || !Base64Url.IsValid(text, out int length))
        {
            return null;
        }

        byte[] json = new byte[length];
        _ = Base64Url.DecodeFromChars(text, json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
