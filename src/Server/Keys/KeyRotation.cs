using System.Collections.Immutable;

namespace MissionPolicy.Server.Keys;

/// <summary>What is to be done with the keys at a given time. Pure.</summary>
internal static class KeyRotation
{
    /// <summary>The steps for one algorithm.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="keys">Every stored key; those of other algorithms are passed over.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">The time.</param>
    /// <returns>Generate steps first; empty when nothing is due.</returns>
    public static ImmutableArray<KeyRotationStep> Decide(
        SigningAlgorithm algorithm, IEnumerable<StoredSigningKey> keys, KeySchedule schedule, DateTimeOffset now)
    {
        ImmutableArray<StoredSigningKey> own = Ordered(algorithm, keys);
        ImmutableArray<KeyRotationStep>.Builder steps = ImmutableArray.CreateBuilder<KeyRotationStep>();
        StoredSigningKey? current = Current(algorithm, own, now);
        if (current is null)
        {
            // Nobody can sign: a key published too late is better than no token at all.
            steps.Add(new KeyRotationStep.Generate(algorithm, now));
        }
        else if (own[^1] == current && now >= current.ActivatesAt + schedule.SignFor - schedule.PublishBefore)
        {
            DateTimeOffset due = current.ActivatesAt + schedule.SignFor;
            DateTimeOffset earliest = now + schedule.PublishBefore;
            steps.Add(new KeyRotationStep.Generate(algorithm, due > earliest ? due : earliest));
        }

        for (int i = 0; i + 1 < own.Length; i++)
        {
            if (now >= own[i + 1].ActivatesAt + schedule.KeepAfter)
            {
                steps.Add(new KeyRotationStep.Retire(own[i].Kid));
            }
        }

        return steps.ToImmutable();
    }

    /// <summary>The key that signs: the latest one already active.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="keys">Every stored key.</param>
    /// <param name="now">The time.</param>
    /// <returns>The key, or null when none is active yet.</returns>
    public static StoredSigningKey? Current(SigningAlgorithm algorithm, IEnumerable<StoredSigningKey> keys, DateTimeOffset now) =>
        Ordered(algorithm, keys).LastOrDefault(key => key.ActivatesAt <= now);

    private static ImmutableArray<StoredSigningKey> Ordered(SigningAlgorithm algorithm, IEnumerable<StoredSigningKey> keys) =>
        [.. keys.Where(key => key.Algorithm == algorithm).OrderBy(key => key.ActivatesAt).ThenBy(key => key.Kid, StringComparer.Ordinal)];
}
