using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>The words that entries may use: resource classes, their operations and attributes, assurance levels, known parties.</summary>
public sealed record CatalogVocabulary
{
    /// <summary>The resource classes, sorted by name.</summary>
    public required ValueArray<ResourceClass> Classes { get; init; }

    /// <summary>The assurance levels (<c>acr</c> values) from weak to strong.</summary>
    public required ValueArray<AssuranceLevel> Levels { get; init; }

    /// <summary>The longest lifetime that any entry may ask for.</summary>
    public required TimeSpan MaxLifetime { get; init; }

    /// <summary>The clients that entries may name, sorted; null when the vocabulary does not list them.</summary>
    public ValueArray<string>? Clients { get; init; }

    /// <summary>The downstream authorization servers that entries may name, sorted; null when the vocabulary does not list them.</summary>
    public ValueArray<string>? AuthorizationServers { get; init; }

    /// <summary>The class with a name, or null.</summary>
    /// <param name="name">The name.</param>
    public ResourceClass? Class(string name)
    {
        foreach (ResourceClass candidate in Classes)
        {
            if (string.Equals(candidate.Name, name, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The rank of an assurance level, from 0 (weakest).</summary>
    /// <param name="acr">The level's name, or null.</param>
    /// <returns>The rank, or -1 for null and for names that the vocabulary does not know: they satisfy nothing.</returns>
    public int Rank(string? acr)
    {
        for (int rank = 0; rank < Levels.Count; rank++)
        {
            if (string.Equals(Levels[rank].Name, acr, StringComparison.Ordinal))
            {
                return rank;
            }
        }

        return -1;
    }
}
