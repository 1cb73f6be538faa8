using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis;

/// <summary>What a new catalog allows that the old one did not, and the other way round.</summary>
/// <param name="Purposes">Every purpose of both catalogs, sorted by kind.</param>
public sealed record CatalogDifference(ValueArray<PurposeDifference> Purposes)
{
    /// <summary>Whether something became possible that was not. The pull-request gate asks this.</summary>
    public bool IsWidened => Purposes.Any(purpose => purpose.IsWidened);

    /// <summary>Whether a difference could not be decided, so that a widening cannot be ruled out.</summary>
    public bool IsUndecided => Purposes.Any(purpose => purpose.IsUndecided);
}
