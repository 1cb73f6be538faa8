using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>Who this resource server is and whom it trusts (section <c>Guard</c>).</summary>
public sealed class GuardOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Guard";

    /// <summary>The authorization server whose tokens are taken: its issuer identifier, https or http on a loopback host.</summary>
    [Required]
    public string Issuer { get; set; } = string.Empty;

    /// <summary>This server's identifier: <c>aud</c> of its tokens, and the origin of its public addresses.
    /// Behind a proxy the request may look different; proofs are compared with this.</summary>
    [Required]
    public string Audience { get; set; } = string.Empty;

    /// <summary>The resource classes of this server, for its metadata.</summary>
    public IList<string> Datatypes { get; } = [];

    /// <summary>How old a proof may be.</summary>
    /// <value>Seconds; 60 by default.</value>
    [Range(5, 300)]
    public int ProofSeconds { get; set; } = 60;

    /// <summary>How far ahead a client's clock may be.</summary>
    /// <value>Seconds; 10 by default.</value>
    [Range(0, 60)]
    public int SkewSeconds { get; set; } = 10;

    /// <summary>Whether proofs have to carry a nonce of this server.</summary>
    public bool RequireNonce { get; set; }

    /// <summary>The sign-in strengths that this server takes, best first; empty: any.</summary>
    public IList<string> AcrValues { get; } = [];

    /// <summary>How old the sign-in behind a token may be.</summary>
    /// <value>Seconds; null: any age.</value>
    [Range(1, 86400)]
    public int? MaxAgeSeconds { get; set; }

    /// <summary>This server's <c>client_id</c> at the issuer, to ask for every request whether its
    /// token is still honoured; empty: it does not ask, and a token is good until its end.</summary>
    public string IntrospectionClient { get; set; } = string.Empty;

    /// <summary>The secret of that client.</summary>
    public string IntrospectionSecret { get; set; } = string.Empty;
}
