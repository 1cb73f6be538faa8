using System.Collections.Immutable;
using System.Text;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>
/// The chain and the Merkle tree over the log, derived from its records in their order. The same records give the same tree on every machine and after
/// every restart; what was signed once is remembered, and a log that does not continue it is never signed again.
/// </summary>
/// <remarks>Source: RFC 9162 §2.1; handoff digest §11.</remarks>
internal sealed class EvidenceTree : IDisposable
{
    private const int Batch = 1000;

    private readonly IEvidenceLog _log;
    private readonly TreeFiles _files;
    private readonly ILogger _messages;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly TreeMark? _promised;
    private long _size;
    private volatile string? _failure;

    /// <summary>Goes on where the files end.</summary>
    /// <param name="log">The log.</param>
    /// <param name="files">The hashes; disposed with this.</param>
    /// <param name="messages">For the operator.</param>
    public EvidenceTree(IEvidenceLog log, TreeFiles files, ILogger<EvidenceTree> messages)
    {
        (_log, _files, _messages) = (log, files, messages);
        _promised = files.Mark;
        TreeMark begin = files.Mark ?? new TreeMark(0, TreeHash.OfNothing);
        bool isWhole = files.Count >= TreeLayout.Count(begin.Size) && MerkleTree.Root(files, begin.Size) == begin.Root;
        if (begin.Size > log.Last)
        {
            Fail($"The log has {log.Last} records, and had {begin.Size} when they were last signed or counted.");
        }
        else if (!isWhole)
        {
            EvidenceMessages.TreeRebuilt(messages, begin.Size);
        }

        long size = isWhole ? begin.Size : 0;
        files.Cut(TreeLayout.Count(size));
        _size = size;
    }

    /// <summary>How many records the tree covers.</summary>
    public long Size => Volatile.Read(ref _size);

    /// <summary>Why nothing is signed any more; null while the log is what it was.</summary>
    public string? Failure => _failure;

    /// <summary>The kept hashes; those of the first <see cref="Size"/> records never change.</summary>
    public ITreeNodes Nodes => _files;

    /// <summary>Takes in every acknowledged record.</summary>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>How many records the tree covers now.</returns>
    public async Task<long> CatchUpAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            // What is appended meanwhile is for the next call: a log that grows as fast as it is read must not keep this one for ever.
            long end = _log.Last;
            while (_size < end && _failure is null)
            {
                Take(await _log.ReadAsync(_size + 1, (int)Math.Min(Batch, end - _size), cancellation));
            }

            return _size;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Remembers on disk what the tree is, so that it can never be signed differently.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>What is remembered; null when the log is not what it was.</returns>
    public async Task<TreeMark?> PromiseAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_failure is not null)
            {
                return null;
            }

            TreeMark mark = new(_size, MerkleTree.Root(_files, _size));
            if (_files.Mark != mark)
            {
                _files.Remember(mark);
            }

            return mark;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _files.Dispose();
        _gate.Dispose();
    }

    private void Take(ImmutableArray<EvidenceRecord> records)
    {
        // Out of the files each time: a batch that could not be written leaves nothing behind in memory.
        TreeGrowth growth = new(_files, _size);
        TreeHash last = HashBefore(_size + 1);
        long begin = TreeLayout.Count(_size);
        byte[] hashes = new byte[TreeHash.Size * (TreeLayout.Count(_size + records.Length) - begin)];
        int written = 0;
        foreach (EvidenceRecord record in records)
        {
            last = TreeHash.Leaf(Form(record, last).Bytes());
            growth.Add(last, hash =>
            {
                hash.CopyTo(hashes.AsSpan(written));
                written += TreeHash.Size;
            });
            if (growth.Size == _promised?.Size && growth.Root != _promised.Value.Root)
            {
                Fail($"The first {growth.Size} records of the log are not those that were signed or counted.");
                return;
            }
        }

        _files.Append(begin, hashes);
        Volatile.Write(ref _size, growth.Size);
    }

    /// <summary>What a record names as the one before it.</summary>
    /// <param name="number">The record, from 1 to one more than <see cref="Size"/>.</param>
    public TreeHash HashBefore(long number) => number == 1 ? TreeHash.OfNothing : MerkleTree.Leaf(_files, number - 2);

    /// <summary>A record as it is hashed and exported.</summary>
    /// <param name="record">The record.</param>
    /// <param name="previous">The hash of the one before it.</param>
    public static LogRecord Form(EvidenceRecord record, TreeHash previous) => new()
    {
        Number = record.Number,
        At = record.At,
        Kind = record.Kind,
        Payload = Encoding.UTF8.GetString(record.Json.Span),
        Previous = previous,
    };

    private void Fail(string why)
    {
        _failure = why;
        EvidenceMessages.LogContradicts(_messages, why);
    }
}
