using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tokens;

/// <summary>A verified ID Token: evidence of one sign-in. It is no authority.</summary>
public sealed record IdToken
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person, as this client knows them.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the person signed in.</summary>
    public DateTimeOffset? AuthTime { get; init; }

    /// <summary>The strength of the sign-in.</summary>
    public string? Acr { get; init; }

    /// <summary>The methods of the sign-in.</summary>
    public ImmutableArray<string> Amr { get; init; } = [];

    /// <summary>The applied context.</summary>
    public JsonElement? ClientContext { get; init; }

    /// <summary>Every claim.</summary>
    public required JsonElement Claims { get; init; }

    /// <summary>The token as issued.</summary>
    public required SecretText Raw { get; init; }

    internal SignIn SignIn => new(Acr, AuthTime, IssuedAt);

    internal static IdToken Of(string raw, JsonElement claims) => new()
    {
        Issuer = claims.Text("iss")!,
        Subject = claims.Text("sub")!,
        IssuedAt = claims.NumericDate("iat")!.Value,
        ExpiresAt = claims.NumericDate("exp")!.Value,
        AuthTime = claims.NumericDate("auth_time"),
        Acr = claims.Text("acr"),
        Amr = claims.Texts("amr"),
        ClientContext = claims.Object("client_context"),
        Claims = claims,
        Raw = new SecretText(raw),
    };
}
