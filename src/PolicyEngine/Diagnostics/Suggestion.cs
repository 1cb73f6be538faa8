namespace MissionPolicy.Engine.Diagnostics;

/// <summary>"Did you mean": the closest known word.</summary>
public static class Suggestion
{
    /// <summary>The closest candidate, or null when none is close.</summary>
    /// <param name="word">The unknown word.</param>
    /// <param name="candidates">The known words.</param>
    public static string? For(string word, IEnumerable<string> candidates)
    {
        int limit = word.Length switch { <= 2 => 1, <= 5 => 2, _ => 3 };
        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(Fold(word), Fold(candidate))))
            .Where(pair => pair.Distance <= limit && pair.Distance < pair.Candidate.Length)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    // Case and the kind of separator are the commonest slips, so they cost nothing.
    private static string Fold(string word) => word.Length > 64
        ? word[..64]
        : word.Replace("_", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    // Optimal string alignment: insert, delete, replace, and swap of neighbours.
    private static int Distance(string one, string other)
    {
        int[,] cost = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Step(cost, one, other, i, j);
            }
        }

        return cost[one.Length, other.Length];
    }

    private static int Step(int[,] cost, string one, string other, int i, int j)
    {
        int replace = cost[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        int best = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
        bool isSwap = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwap ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}
