using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>Where the purpose catalog is (section <c>Catalog</c>).</summary>
internal sealed class CatalogOptions
{
    public const string Section = "Catalog";

    /// <summary>The folder with <c>purposes/</c> and <c>vocabulary/</c>. Empty: the nearest folder named <c>catalog</c>, from the content root upward.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>How often the folder is looked at for changes, in seconds; 0 turns reloading off.</summary>
    [Range(0, 3600)]
    public int ReloadSeconds { get; set; } = 2;
}
