namespace MissionPolicy.Server.Configuration;

/// <summary>Which access tokens guard the evaluation surface (section <c>AccessTokens</c>).</summary>
internal sealed class AccessTokenOptions
{
    public const string Section = "AccessTokens";

    /// <summary>The issuer whose metadata names the keys. It and <see cref="JwksPath"/> exclude each other.</summary>
    public string Authority { get; set; } = string.Empty;

    /// <summary>The issuer that tokens of <see cref="JwksPath"/> have to name.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>A file with a JSON Web Key Set (RFC 7517).</summary>
    public string JwksPath { get; set; } = string.Empty;

    /// <summary>The audience that a token has to name.</summary>
    public string Audience { get; set; } = "http://localhost:5100";
}
