namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>What lies where in the store's directory.</summary>
/// <param name="Root">The directory.</param>
internal sealed record StorePaths(string Root)
{
    /// <summary>Held open by the one process that uses the directory.</summary>
    public string Lock => Path.Combine(Root, "store.lock");

    /// <summary>Which write the data file holds.</summary>
    public string Manifest => Path.Combine(Root, "manifest.json");

    /// <summary>The queryable state.</summary>
    public string State => Path.Combine(Root, "state.db");

    /// <summary>Writes since the state was brought up to date.</summary>
    public string Journal => Path.Combine(Root, "journal");

    /// <summary>Evidence of older writes.</summary>
    public string Evidence => Path.Combine(Root, "evidence");

    /// <summary>The Data Protection keys.</summary>
    public string KeyRing => Path.Combine(Root, "key-ring");
}
