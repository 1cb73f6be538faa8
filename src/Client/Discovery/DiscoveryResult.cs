using System.Diagnostics;

namespace MissionPolicy.Client.Discovery;

/// <summary>What discovery gave.</summary>
public abstract record DiscoveryResult
{
    private DiscoveryResult()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="found">Usable metadata.</param>
    /// <param name="refused">Something is wrong with it.</param>
    public T Match<T>(Func<Found, T> found, Func<Refused, T> refused) => this switch
    {
        Found value => found(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Usable.</summary>
    /// <param name="Server">The metadata.</param>
    public sealed record Found(ServerMetadata Server) : DiscoveryResult;

    /// <summary>Not usable.</summary>
    /// <param name="Fault">What is wrong.</param>
    /// <param name="Detail">Where: a member name or a status.</param>
    public sealed record Refused(DiscoveryFault Fault, string Detail) : DiscoveryResult;
}
