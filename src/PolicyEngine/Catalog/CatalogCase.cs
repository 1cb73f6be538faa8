namespace MissionPolicy.Engine.Catalog;

/// <summary>One expected decision of the author, run by catalog-lint and by the tests.</summary>
public sealed record CatalogCase
{
    /// <summary>What the case shows, as a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>The Mission that is asked about, as canonical JSON: <c>params</c>, <c>subject</c>, <c>tenant</c>, <c>client</c>,
    /// <c>application</c>, <c>actor</c>, <c>claims</c>, <c>acr</c>, <c>at</c>, <c>constraints</c>; null for the mission of the case before
    /// or the defaults.</summary>
    public string? MissionJson { get; init; }

    /// <summary>The discovered action as canonical JSON; null for a bootstrap case.</summary>
    public string? ActionJson { get; init; }

    /// <summary>What is expected.</summary>
    public required CaseExpectation Expect { get; init; }

    /// <summary>The positions of the entry's file; not part of the meaning.</summary>
    public required SourceMap Source { get; init; }

    /// <summary>The path of the case in its file, for example <c>$.cases[3]</c>.</summary>
    public required string Path { get; init; }
}
