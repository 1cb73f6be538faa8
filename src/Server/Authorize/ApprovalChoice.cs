using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Authorize;

/// <summary>What a person answered on the approval page.</summary>
/// <param name="IsApproved">Yes or no.</param>
/// <param name="ShownDigest">What the page had shown.</param>
/// <param name="Drop">The rules of the grants that the person leaves out.</param>
/// <param name="Until">The chosen end, or null for the whole time.</param>
internal sealed record ApprovalChoice(bool IsApproved, string ShownDigest, ValueArray<string> Drop, DateTimeOffset? Until)
{
    /// <summary>Whether the person wants no more such questions; then the answer is no.</summary>
    public bool StopsAsking { get; init; }
}
