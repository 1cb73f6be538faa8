namespace MissionPolicy.Server.Configuration;

/// <summary>One authorization server that Missions may be projected to (section <c>Downstream</c>, a list).</summary>
/// <remarks>Source: id-jag digest §8, the table of client identifiers.</remarks>
internal sealed class DownstreamOptions
{
    public const string Section = "Downstream";

    /// <summary>Its issuer identifier: the audience of assertions.</summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>What the catalog calls it, where that is not the issuer: a catalog names the production server, a test deployment runs another.</summary>
    public string CatalogName { get; set; } = string.Empty;

    /// <summary>The sector for the subject identifiers that it knows people by; empty for public ones.</summary>
    public string Sector { get; set; } = string.Empty;

    /// <summary>Whether assertions carry the tenant.</summary>
    public bool SendTenant { get; set; }

    /// <summary>What each client of ours is called there; a client without a row gets no assertion.</summary>
    public Dictionary<string, string> Clients { get; set; } = [];

    /// <summary>The name in the catalog.</summary>
    public string As => CatalogName.Length > 0 ? CatalogName : Issuer;
}
