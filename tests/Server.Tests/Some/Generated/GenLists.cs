using CsCheck;

namespace MissionPolicy.Server.Tests.Some.Generated;

/// <summary>Lists of generated things.</summary>
internal static class GenLists
{
    /// <summary>One value of each generator.</summary>
    public static Gen<T[]> Each<T>(IEnumerable<Gen<T>> generators) => generators.Aggregate(
        Gen.Const(0).Select(_ => Array.Empty<T>()),
        (all, next) => Gen.Select(all, next, (items, item) => items.Append(item).ToArray()));

    /// <summary>Some of the items, at least one.</summary>
    public static Gen<string[]> Some(IEnumerable<string> of)
    {
        string[] items = [.. of];
        return Gen.OneOf(items).Array[1, items.Length].Select(some => some.Distinct().ToArray());
    }
}
