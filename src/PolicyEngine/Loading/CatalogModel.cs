using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading;

/// <summary>A whole, valid catalog.</summary>
public sealed record CatalogModel
{
    /// <summary>The words.</summary>
    public required CatalogVocabulary Vocabulary { get; init; }

    /// <summary>The entries, sorted by kind.</summary>
    public required ValueArray<CatalogEntry> Entries { get; init; }
}
