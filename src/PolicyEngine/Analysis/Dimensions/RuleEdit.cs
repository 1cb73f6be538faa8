using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What an author did to the own rules, in words; the judgement does not rest on it.</summary>
internal static class RuleEdit
{
    /// <summary>The edits.</summary>
    /// <param name="versions">The versions.</param>
    /// <param name="what">What they change.</param>
    public static string Describe(Versions versions, string what) => $"{what}: {Describe(versions)}";

    /// <summary>The edits.</summary>
    /// <param name="versions">The versions.</param>
    public static string Describe(Versions versions)
    {
        (AuthorRule[] before, AuthorRule[] after) = ([.. versions.Before.Entry.Rules], [.. versions.After.Entry.Rules]);
        IEnumerable<string> names = before.Concat(after).Select(rule => rule.Name).ToSortedSet();
        string[] edits =
        [
            .. from name in names
               let was = before.FirstOrDefault(rule => rule.Name == name)
               let now = after.FirstOrDefault(rule => rule.Name == name)
               where was != now
               select was is null ? $"rule `{name}` is new: {RuleWords.Of(now!)}"
                   : now is null ? $"rule `{name}` is gone: {RuleWords.Of(was)}"
                   : $"rule `{name}` becomes: {RuleWords.Of(now)}",
        ];
        return edits.Length == 0 ? "the same rules apply to other events" : string.Join("; ", edits);
    }
}
