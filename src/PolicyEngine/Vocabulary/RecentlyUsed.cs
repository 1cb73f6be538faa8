using System.Collections.Concurrent;

namespace MissionPolicy.Engine.Vocabulary;

/// <summary>A bounded memory of what was made lately. What is asked for again stays; what is not asked for while as many others come is forgotten.</summary>
/// <remarks>Two generations: when the young one is full it becomes the old one, and what is asked for in the old one moves to the young one.
/// Safe to share between threads; two threads may make the same value, and one of the two is kept.</remarks>
/// <typeparam name="TKey">What a value is made from.</typeparam>
/// <typeparam name="TValue">What is made.</typeparam>
/// <param name="most">How many values are kept at most.</param>
/// <param name="comparer">Equality of keys.</param>
internal sealed class RecentlyUsed<TKey, TValue>(int most, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly Lock turning = new();
    private ConcurrentDictionary<TKey, TValue> young = new(comparer);
    private ConcurrentDictionary<TKey, TValue> old = new(comparer);

    /// <summary>How many values are kept now.</summary>
    public int Count => young.Count + old.Keys.Count(key => !young.ContainsKey(key));

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="make">Makes the value when it is not kept; what it throws is thrown on and nothing is kept.</param>
    public TValue Get(TKey key, Func<TKey, TValue> make)
    {
        if (young.TryGetValue(key, out TValue? value))
        {
            return value;
        }

        value = young.GetOrAdd(key, old.TryGetValue(key, out TValue? known) ? known : make(key));
        Turn();
        return value;
    }

    private void Turn()
    {
        if (young.Count < Math.Max(1, most / 2))
        {
            return;
        }

        lock (turning)
        {
            if (young.Count >= Math.Max(1, most / 2))
            {
                old = young;
                young = new ConcurrentDictionary<TKey, TValue>(comparer);
            }
        }
    }
}
