using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Effects;

/// <summary>When a sum reaches a limit: the sets of writers that reach it, as one condition over what the writers read.</summary>
internal sealed class SumExpansion
{
    private readonly (Condition When, decimal Amount)[] writers;
    private readonly decimal[] rest;
    private readonly Func<decimal, bool> reaches;
    private readonly Dictionary<(int Index, decimal Sum, bool IsWritten), Condition> known = [];

    /// <summary>Begins.</summary>
    /// <param name="writers">The writers of the sum; those with the same condition are one.</param>
    /// <param name="reaches">Whether a sum reaches the limit; a higher one does as well.</param>
    public SumExpansion(IEnumerable<(Condition When, decimal Amount)> writers, Func<decimal, bool> reaches)
    {
        this.reaches = reaches;
        this.writers = [.. writers.OrderByDescending(writer => writer.Amount)];
        rest = new decimal[this.writers.Length + 1];
        for (int index = this.writers.Length - 1; index >= 0; index--)
        {
            rest[index] = rest[index + 1] + this.writers[index].Amount;
        }
    }

    /// <summary>The condition.</summary>
    public Condition Condition => From(0, 0, isWritten: false);

    // A sum that no rule added to is not there, so it reaches nothing, not even zero.
    private Condition From(int index, decimal sum, bool isWritten)
    {
        if (isWritten && reaches(sum))
        {
            return Condition.Always;
        }

        if (index == writers.Length || !reaches(sum + rest[index]))
        {
            return Condition.Never;
        }

        if (known.TryGetValue((index, sum, isWritten), out Condition? found))
        {
            return found;
        }

        Condition with = All(writers[index].When, From(index + 1, sum + writers[index].Amount, isWritten: true));
        Condition without = From(index + 1, sum, isWritten);
        return known[(index, sum, isWritten)] = with == Condition.Never
            ? without
            : without == Condition.Never ? with : new Condition.Any(new ValueArray<Condition>([with, without]));
    }

    private static Condition All(Condition first, Condition then) =>
        first == Condition.Never || then == Condition.Never ? Condition.Never
        : then == Condition.Always ? first
        : first == Condition.Always ? then
        : new Condition.All(new ValueArray<Condition>([first, then]));
}
