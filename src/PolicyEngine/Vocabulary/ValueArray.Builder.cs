namespace MissionPolicy.Engine.Vocabulary;

/// <summary>Builds <see cref="ValueArray{T}"/> from collection expressions and sequences.</summary>
public static class ValueArray
{
    /// <summary>Builds a list from a span; used by collection expressions.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The elements in order.</param>
    public static ValueArray<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Builds a list from any sequence.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The elements in order.</param>
    public static ValueArray<T> ToValueArray<T>(this IEnumerable<T> items) => new([.. items]);

    /// <summary>Builds a list of distinct strings in ordinal order, so that the author's order never matters.</summary>
    /// <param name="items">The strings in any order.</param>
    public static ValueArray<string> ToSortedSet(this IEnumerable<string> items) =>
        items is ValueArray<string> list && IsSortedSet(list) ? list : new([.. items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private static bool IsSortedSet(ValueArray<string> list)
    {
        for (int index = 1; index < list.Count; index++)
        {
            if (string.CompareOrdinal(list[index - 1], list[index]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
