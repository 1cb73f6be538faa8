using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Replay;

/// <summary>Lets a value be used once: a proof, an assertion, a request object, a pushed request.</summary>
/// <remarks>The store's writer decides who comes first, so that of many uses at once exactly one wins. Source: RFC 9449 §11.1; RFC 7523 §3, item 7.</remarks>
/// <param name="store">Where uses are remembered.</param>
internal sealed class ReplayGuard(IStore store)
{
    /// <summary>Uses a value inside a transaction.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="purpose">What kind of value it is; the same text of another kind is another value.</param>
    /// <param name="value">The value, of any length; only its hash is kept.</param>
    /// <param name="until">Until when the value could be accepted again; a moment that is over refuses the use.</param>
    /// <returns>Whether this is the first use.</returns>
    public static bool TryUse(IStoreTransaction write, string purpose, string value, DateTimeOffset until) =>
        until > write.Now && write.Insert(ReplayTable.Used, new UsedValue(HandleHash.Of($"{purpose}\n{value}").Value, until)).Succeeded;

    /// <summary>Uses a value in a transaction of its own; on disk when it answers.</summary>
    /// <param name="purpose">What kind of value it is.</param>
    /// <param name="value">The value.</param>
    /// <param name="until">Until when the value could be accepted again.</param>
    /// <param name="cancellation">Takes the use back while it waits.</param>
    /// <returns>Whether this is the first use.</returns>
    public Task<bool> TryUseAsync(string purpose, string value, DateTimeOffset until, CancellationToken cancellation) =>
        store.WriteAsync(write => TryUse(write, purpose, value, until), cancellation);
}
