using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>What an author did to one operation, in words; the judgement does not rest on it.</summary>
/// <param name="What">The words.</param>
/// <param name="Before">Where the old version says it.</param>
/// <param name="After">Where the new version says it.</param>
internal sealed record AuthorityEdit(string What, SourcePosition Before, SourcePosition After)
{
    public static AuthorityEdit Of(Versions versions, string resource, string operation)
    {
        (Held[] before, Held[] after) = (Find(versions.Before, resource, operation), Find(versions.After, resource, operation));
        (SourcePosition was, SourcePosition now) = (At(versions.Before, before), At(versions.After, after));
        if (before.Length == 0 || after.Length == 0)
        {
            return new AuthorityEdit(before.Length == 0 ? "new" : "gone", was, now);
        }

        string[] servers =
        [
            .. after.Select(held => held.Rule.At).Except(before.Select(held => held.Rule.At)).Order(StringComparer.Ordinal).Select(at => $"server {at} is new"),
            .. before.Select(held => held.Rule.At).Except(after.Select(held => held.Rule.At)).Order(StringComparer.Ordinal).Select(at => $"server {at} is gone"),
        ];
        string[] bounds = before.Length == 1 && after.Length == 1 ? [.. Bounds(before[0].Rule, after[0].Rule)] : [];
        string[] edits = [.. servers, .. bounds];
        return new AuthorityEdit(edits.Length == 0 ? "other rules beside it changed" : string.Join("; ", edits), was, now);
    }

    public string Describe(string resource, ValueArray<string> operations)
    {
        string names = $"{(operations.Count == 1 ? "operation" : "operations")} {string.Join(", ", operations.Select(name => $"`{name}`"))} on `{resource}`";
        return What is "new" or "gone" ? $"{names} {(operations.Count == 1 ? "is" : "are")} {What}" : $"{names}: {What}";
    }

    private static Held[] Find(CompiledPurpose purpose, string resource, string operation) =>
    [
        .. purpose.Entry.Authority
            .Select((rule, index) => new Held(rule, index))
            .Where(held => held.Rule.Resource == resource && purpose.Vocabulary.Class(resource)!.Closure(held.Rule.Operations).Contains(operation)),
    ];

    private static SourcePosition At(CompiledPurpose purpose, Held[] held) =>
        held.Length == 0 ? SourcePosition.None : purpose.Entry.Source.At($"$.authority[{held[0].Index}]");

    private static IEnumerable<string> Bounds(AuthorityRule before, AuthorityRule after) =>
        from name in before.Where.Concat(after.Where).Select(bound => bound.Name).ToSortedSet()
        let was = before.Where.FirstOrDefault(bound => bound.Name == name)
        let now = after.Where.FirstOrDefault(bound => bound.Name == name)
        where was?.Holds != now?.Holds
        select was is null ? $"new bound: {ConditionText.Describe(now!.Holds)}"
            : now is null ? $"no longer bound: {ConditionText.Describe(was.Holds)}"
            : $"the bound \"{ConditionText.Describe(was.Holds)}\" becomes \"{ConditionText.Describe(now.Holds)}\"";

    private sealed record Held(AuthorityRule Rule, int Index);
}
