namespace MissionPolicy.Engine.NRules;

/// <summary>Bounds how many programs have a network.</summary>
/// <remarks>The oldest network goes first, unless its program was asked since the last look, which puts it at the end again. Programs are
/// held weakly: after a reload of the catalog nothing keeps the networks of the old one.</remarks>
/// <param name="most">How many at most.</param>
internal sealed class NetworkShelf(int most)
{
    private readonly Lock turning = new();
    private readonly Queue<WeakReference<NRulesProgram>> kept = new();

    /// <summary>How many programs have a network now.</summary>
    public int Count
    {
        get
        {
            lock (turning)
            {
                return kept.Count(held => held.TryGetTarget(out _));
            }
        }
    }

    /// <summary>A program has made its network.</summary>
    /// <param name="program">The program.</param>
    public void Add(NRulesProgram program)
    {
        lock (turning)
        {
            for (int chances = kept.Count; kept.Count >= most; chances--)
            {
                WeakReference<NRulesProgram> oldest = kept.Dequeue();
                if (!oldest.TryGetTarget(out NRulesProgram? candidate))
                {
                    continue;
                }

                if (chances > 0 && candidate.WasAskedSince())
                {
                    kept.Enqueue(oldest);
                }
                else
                {
                    candidate.Forget();
                }
            }

            kept.Enqueue(new WeakReference<NRulesProgram>(program));
        }
    }
}
