namespace MissionPolicy.Engine.Loading;

/// <summary>Work on many items at once, with the answers in the order of the items.</summary>
/// <remarks>Not by parallel LINQ: its generic recursion cannot be compiled ahead of time.</remarks>
internal static class SideBySide
{
    // For a handful of items the threads cost more than they bring.
    private const int Few = 4;

    /// <summary>The answer for each item.</summary>
    /// <typeparam name="TItem">The items.</typeparam>
    /// <typeparam name="TAnswer">The answers.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="ask">The work; pure.</param>
    public static TAnswer[] Map<TItem, TAnswer>(IReadOnlyList<TItem> items, Func<TItem, TAnswer> ask)
    {
        TAnswer[] answers = new TAnswer[items.Count];
        if (items.Count <= Few)
        {
            for (int index = 0; index < answers.Length; index++)
            {
                answers[index] = ask(items[index]);
            }
        }
        else
        {
            Parallel.For(0, answers.Length, index => answers[index] = ask(items[index]));
        }

        return answers;
    }
}
