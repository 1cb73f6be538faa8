using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Reads evidence from the archive and then from the journal.</summary>
/// <param name="journal">The journal.</param>
/// <param name="archive">The archive.</param>
/// <param name="last">The last acknowledged number.</param>
internal sealed class EvidenceLog(JournalWriter journal, EvidenceArchive archive, long last) : IEvidenceLog
{
    private const int MaxLimit = 1000;
    private const int MarkBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly SortedList<long, (string Path, long Offset)> _marks = [];
    private long _last = last;

    /// <inheritdoc/>
    public long Last => Volatile.Read(ref _last);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<EvidenceRecord>> ReadAsync(long from, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(Read(from, Math.Min(limit, MaxLimit), cancellation));
        }
    }

    /// <summary>Makes records visible; called by the writer once they are acknowledged.</summary>
    /// <param name="number">The last of them.</param>
    internal void Publish(long number) => Volatile.Write(ref _last, number);

    /// <summary>Moves evidence out of the journal's old segments and removes these. No reader looks meanwhile.</summary>
    internal void Rotate()
    {
        lock (_gate)
        {
            journal.Rotate();
            foreach (Segment segment in journal.Segments[..^1])
            {
                archive.Absorb(segment);
            }

            journal.DropSealed();
            foreach (long number in _marks.Where(mark => archive.Files.All(file => file.Path != mark.Value.Path)).Select(static mark => mark.Key).ToList())
            {
                _marks.Remove(number);
            }
        }
    }

    private ImmutableArray<EvidenceRecord> Read(long from, int limit, CancellationToken cancellation)
    {
        ImmutableArray<EvidenceRecord>.Builder found = ImmutableArray.CreateBuilder<EvidenceRecord>();
        long next = from;
        long end = Last;
        foreach ((Segment file, long start, long stop) in Stretches(from))
        {
            if (found.Count == limit || next > end)
            {
                break;
            }

            using FrameReader reader = new(file.Path);
            long offset = start;
            foreach (Frame frame in reader.Frames(start, Math.Min(stop, reader.Length)).TakeWhile(_ => found.Count < limit && next <= end))
            {
                cancellation.ThrowIfCancellationRequested();
                Mark(frame.Header.FirstEvidence, file.Path, offset);
                if (frame.Header.LastEvidence >= next)
                {
                    foreach (EvidenceRecord record in frame.Records().SelectMany(static r => r.Evidence)
                        .Where(e => e.Number >= next && e.Number <= end).Take(limit - found.Count))
                    {
                        found.Add(record);
                        next = record.Number == next ? next + 1 : throw new InvalidDataException($"{file.Path}: evidence record {next} is missing.");
                    }
                }

                offset = frame.End;
            }
        }

        return found.Count == limit || next > end
            ? found.ToImmutable()
            : throw new InvalidDataException($"Evidence record {next} cannot be read: a file of the store is damaged or missing.");
    }

    private IEnumerable<(Segment File, long Start, long Stop)> Stretches(long from)
    {
        int floor = FloorOf(from);
        (string? path, long offset) = floor < 0 ? (null, 0) : _marks.GetValueAtIndex(floor);
        IEnumerable<Segment> old = archive.Files.Where((f, i) => f.Path == path || i == archive.Files.Length - 1 || archive.Files[i + 1].First > from);
        return old.Select(static file => (file, long.MaxValue))
            .Concat(journal.Segments.Select(s => (s, s == journal.Segments[^1] ? journal.Length : long.MaxValue)))
            .SkipWhile(stretch => path is not null && stretch.Item1.Path != path)
            .Select(stretch => (stretch.Item1, stretch.Item1.Path == path ? offset : 0, stretch.Item2));
    }

    // A record anywhere is found from the mark before it, so what was read once is never searched from its beginning again.
    private void Mark(long number, string path, long offset)
    {
        if (number == 0)
        {
            return;
        }

        int floor = FloorOf(number);
        bool isNear = floor >= 0 && _marks.GetValueAtIndex(floor) is var mark && mark.Path == path && offset - mark.Offset < MarkBytes;
        if (!isNear)
        {
            _marks.TryAdd(number, (path, offset));
        }
    }

    // The last mark at or before a record; -1 for none.
    private int FloorOf(long number)
    {
        (int low, int high) = (0, _marks.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _marks.GetKeyAtIndex(middle) <= number ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
