using NRules;

namespace MissionPolicy.Engine.NRules;

/// <summary>Idle sessions of one network. A session is used by one thread at a time.</summary>
/// <remarks>At most one session for each processor is kept: a pass never waits, so more are in use only for moments.</remarks>
/// <param name="factory">Makes a session when none is idle.</param>
internal sealed class SessionPool(ISessionFactory factory)
{
    private readonly ISession?[] idle = new ISession?[Environment.ProcessorCount];

    /// <summary>How many are idle.</summary>
    public int Count => idle.Count(session => session is not null);

    /// <summary>An idle session, or a new one.</summary>
    public ISession Rent()
    {
        for (int slot = 0; slot < idle.Length; slot++)
        {
            if (idle[slot] is not null && Interlocked.Exchange(ref idle[slot], null) is { } session)
            {
                return session;
            }
        }

        return factory.CreateSession();
    }

    /// <summary>Keeps an empty session for the next pass, unless enough are kept.</summary>
    /// <param name="session">The session.</param>
    public void Return(ISession session)
    {
        for (int slot = 0; slot < idle.Length; slot++)
        {
            if (idle[slot] is null && Interlocked.CompareExchange(ref idle[slot], session, null) is null)
            {
                return;
            }
        }
    }
}
