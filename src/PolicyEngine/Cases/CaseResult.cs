using MissionPolicy.Engine.Catalog;

namespace MissionPolicy.Engine.Cases;

/// <summary>How one case of an author came out.</summary>
/// <param name="Case">The case.</param>
/// <param name="Explanation">Null when the decision is the expected one; otherwise what was expected and what was decided, with its reasons.</param>
public sealed record CaseResult(CatalogCase Case, string? Explanation)
{
    /// <summary>Whether the decision is the expected one.</summary>
    public bool Passed => Explanation is null;
}
