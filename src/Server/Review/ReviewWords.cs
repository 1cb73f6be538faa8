using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Review;

/// <summary>The words of an answer, the same on the page and in the API.</summary>
internal static class ReviewWords
{
    /// <summary>The longest comment, in characters.</summary>
    public const int LongestComment = 1000;

    /// <summary>The decisions.</summary>
    public static IReadOnlyList<string> All { get; } = ["approve", "deny", "narrow"];

    /// <summary>The answer of a word; None when it is none.</summary>
    public static ReviewAnswer Read(string? word) => word switch
    {
        "approve" => ReviewAnswer.Approve,
        "deny" => ReviewAnswer.Deny,
        "narrow" => ReviewAnswer.Narrow,
        _ => ReviewAnswer.None,
    };

    /// <summary>A comment without blanks around it; null when nothing is left.</summary>
    public static string? Comment(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}
