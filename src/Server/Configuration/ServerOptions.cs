using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>Who this server is and how long what it issues lives (section <c>Server</c>).</summary>
internal sealed class ServerOptions
{
    public const string Section = "Server";

    /// <summary>The issuer identifier: https, or http on a loopback host; no query, no fragment, no slash at the end.</summary>
    [Required]
    public string Issuer { get; set; } = "http://localhost:5100";

    /// <summary>How long a pushed request may be used, in seconds.</summary>
    [Range(5, 599)]
    public int RequestUriSeconds { get; set; } = 90;

    /// <summary>How long a person may take from the authorization request to the approval, in seconds.</summary>
    [Range(60, 3600)]
    public int InteractionSeconds { get; set; } = 900;

    /// <summary>How long a code may be redeemed, in seconds.</summary>
    [Range(1, 60)]
    public int CodeSeconds { get; set; } = 60;

    /// <summary>How long an access token lives at most, in seconds; never past its Mission.</summary>
    [Range(10, 300)]
    public int AccessTokenSeconds { get; set; } = 300;

    /// <summary>How long an ID Token lives, in seconds.</summary>
    [Range(10, 3600)]
    public int IdTokenSeconds { get; set; } = 300;

    /// <summary>How long a refresh token without a Mission lives, in seconds; one with a Mission ends with it.</summary>
    [Range(60, 31_536_000)]
    public int RefreshTokenSeconds { get; set; } = 86_400;

    /// <summary>How old a DPoP proof may be, in seconds.</summary>
    [Range(5, 300)]
    public int DpopProofSeconds { get; set; } = 60;

    /// <summary>How long one DPoP nonce is handed out before the next; it stays good for one period more. In seconds.</summary>
    [Range(10, 3600)]
    public int DpopNonceSeconds { get; set; } = 180;

    /// <summary>Whether token requests have to carry a nonce of ours in their DPoP proof.</summary>
    public bool RequireDpopNonce { get; set; } = true;

    /// <summary>How many requests one address may send in a minute to the protocol endpoints and pages; a fleet of agents may share one.</summary>
    [Range(1, int.MaxValue)]
    public int RequestsPerMinute { get; set; } = 6000;

    /// <summary>The signature algorithm of access tokens, ID Tokens and assertions: ES256 or PS256.</summary>
    [RegularExpression("^(ES256|PS256)$")]
    public string SigningAlgorithm { get; set; } = "ES256";

    /// <summary>Issuer and path of an endpoint.</summary>
    /// <param name="path">The path, with its leading slash.</param>
    public string Url(string path) => Issuer + path;
}
