namespace MissionPolicy.CatalogLint.Configuration;

/// <summary>The numbers that rules judge by; a deployment may set its own in <c>.catalog-lint.yaml</c>.</summary>
internal sealed record LintLimits
{
    /// <summary>The longest title of an approval page, in characters.</summary>
    public int TitleLength { get; init; } = 60;

    /// <summary>The longest summary of an approval page, in characters.</summary>
    public int SummaryLength { get; init; } = 200;

    /// <summary>The longest governing text that is taken for an identifier and not for words to people, in characters.</summary>
    public int IdentifierLength { get; init; } = 64;

    /// <summary>From which lifetime on an entry needs an idle limit.</summary>
    public TimeSpan IdleNeededOver { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How many derivations away from home are usual.</summary>
    public int PropagationDepth { get; init; } = 2;

    /// <summary>The level that privileged operations and agents need; null for the upper half of the vocabulary's levels.</summary>
    public string? StrongAcr { get; init; }
}
