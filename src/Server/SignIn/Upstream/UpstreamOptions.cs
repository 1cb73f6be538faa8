using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>Another OpenID Provider that people may sign in with (section <c>SignIn:Upstream</c>).</summary>
internal sealed class UpstreamOptions
{
    /// <summary>Its name in addresses and settings: small letters, digits and hyphens. It is part of the redirect URI <c>/sign-in/upstream/NAME/callback</c>.</summary>
    [RegularExpression("^[a-z0-9-]{1,40}$")]
    public string Name { get; set; } = string.Empty;

    /// <summary>What the button says; the name when empty.</summary>
    public string Title { get; set; } = string.Empty;

    /// <summary>Its issuer, https unless it is on loopback.</summary>
    [Required]
    [Url]
    public string Authority { get; set; } = string.Empty;

    [Required]
    public string ClientId { get; set; } = string.Empty;

    public string ClientSecret { get; set; } = string.Empty;

    /// <summary>Scopes besides <c>openid</c>.</summary>
    public List<string> Scopes { get; set; } = ["profile", "email"];

    /// <summary>The tenant that its people belong to; none when empty.</summary>
    public string Tenant { get; set; } = string.Empty;

    /// <summary>Its claims → ours. <c>name</c> and <c>email</c> fill the account; others become subject claims. Nothing else is taken over.</summary>
    [ValidateEnumeratedItems]
    public List<UpstreamMapping> ClaimMap { get; set; } = [new() { From = "name", To = "name" }, new() { From = "email", To = "email" }];

    /// <summary>Its <c>acr</c> values → our levels. One that is not listed counts as the weakest.</summary>
    [ValidateEnumeratedItems]
    public List<UpstreamMapping> AcrMap { get; set; } = [];

    /// <summary>Its <c>amr</c> values → ours (RFC 8176). One that is not listed is left out.</summary>
    [ValidateEnumeratedItems]
    public List<UpstreamMapping> AmrMap { get; set; } = [];

    /// <summary>How old a sign-in there can be when its ID Token has no <c>auth_time</c>, in minutes; it is then taken for that old.</summary>
    [Range(1, 525_600)]
    public int AssumedAgeMinutes { get; set; } = 1440;

    /// <summary>The name of its authentication scheme here.</summary>
    public string Scheme => SchemeOf(Name);

    /// <summary>The scheme of a provider.</summary>
    /// <param name="name">Its name.</param>
    public static string SchemeOf(string name) => $"upstream:{name}";
}
