namespace MissionPolicy.Server.Configuration;

/// <summary>One provider whose assertions are redeemed.</summary>
internal sealed class TrustedIssuerOptions
{
    /// <summary>Its issuer identifier.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>A file with its JSON Web Key Set; empty: the keys of its metadata.</summary>
    public string JwksPath { get; set; } = string.Empty;

    /// <summary>Its subjects and who they are here.</summary>
    public Dictionary<string, string> Subjects { get; set; } = [];

    /// <summary>Whether a subject that has no row becomes a new local one; otherwise it is refused.</summary>
    public bool ProvisionSubjects { get; set; }

    /// <summary>The tenants that are served; empty for whichever the provider says.</summary>
    public List<string> Tenants { get; set; } = [];
}
