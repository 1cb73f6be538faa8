using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.StatusLists;

/// <summary>Hands out places in status lists, each once.</summary>
/// <remarks>A token is signed before the transaction that records it, so its place has to be known by then. Places are taken from the store's counter a
/// block at a time and handed out in random order: a place lost with a process stays valid and is named by nobody, and the order of issue does not show.
/// Source: draft-ietf-oauth-status-list §12.5.2, §13.2.</remarks>
internal sealed class StatusPlaces(IStore store, IOptions<StatusListOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Places of one block; a list holds a whole number of blocks.</summary>
    public const int BlockSize = 256;

    /// <summary>How long a list stays after its last block: longer than any access token.</summary>
    public static readonly TimeSpan ListLife = TimeSpan.FromHours(1);

    /// <summary>How long after its end a token is still looked for: clocks differ, and a consumer may look at it just before.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    // A block that is older is given up, so that a list can end some time after its last block.
    private static readonly TimeSpan BlockLife = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim gate = new(1);
    private Block block = new([], DateTimeOffset.MinValue);
    private Task<Block>? next;

    /// <summary>The next place, or null where no lists are offered.</summary>
    /// <param name="cancellation">Stops before one is taken.</param>
    public async ValueTask<StatusPlace?> TakeAsync(CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
        {
            return null;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            while (block.Places.Count == 0 || time.GetUtcNow() >= block.Until)
            {
                Task<Block> fresh = next ?? ReserveAsync();
                next = null;
                block = await fresh;
            }

            // Ahead of need, so that nobody waits for the disk before the wait that their own record needs.
            if (block.Places.Count == BlockSize / 2)
            {
                next ??= ReserveAsync();
            }

            return block.Places.Pop();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<Block> ReserveAsync()
    {
        DateTimeOffset until = time.GetUtcNow() + BlockLife;
        long first = await store.WriteAsync(write => Reserve(write, until + ListLife), CancellationToken.None);
        int[] order = [.. Enumerable.Range(0, BlockSize)];
        RandomNumberGenerator.Shuffle(order.AsSpan());
        return new Block(new Stack<StatusPlace>(order.Select(offset => new StatusPlace(first + offset))), until);
    }

    private static long Reserve(IStoreTransaction write, DateTimeOffset keepUntil)
    {
        long first = (write.NextSequence(StatusTables.Blocks) - 1) * BlockSize;
        long list = new StatusPlace(first).List;
        write.Put(StatusTables.Lists, new StatusListRow { List = list, KeepUntil = keepUntil });
        return first;
    }

    private sealed record Block(Stack<StatusPlace> Places, DateTimeOffset Until);
}
