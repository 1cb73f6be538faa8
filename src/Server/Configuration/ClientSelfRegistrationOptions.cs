namespace MissionPolicy.Server.Configuration;

/// <summary>Who may register clients, and how far such a client can get (section <c>ClientRegistration</c>).</summary>
internal sealed class ClientSelfRegistrationOptions
{
    public const string Section = "ClientRegistration";

    /// <summary>The base64url SHA-256 of each initial access token; without one nobody can register. A token has at least 128 random bits.</summary>
    public List<string> InitialAccessTokenHashes { get; set; } = [];

    /// <summary>The scopes that a registered client may have at most, with blanks between. Lowering them lowers every registered client.</summary>
    public string Scope { get; set; } = "openid offline_access";

    /// <summary>The longest Mission of a registered client, like <c>8h</c>; empty: as long as the purpose says.</summary>
    public string MaxMissionLifetime { get; set; } = string.Empty;
}
