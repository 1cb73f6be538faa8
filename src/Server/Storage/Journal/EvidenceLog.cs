using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Reads evidence from the archive and then from the journal.</summary>
/// <param name="journal">The journal.</param>
/// <param name="archive">The archive.</param>
/// <param name="last">The last acknowledged number.</param>
internal sealed class EvidenceLog(JournalWriter journal, EvidenceArchive archive, long last) : IEvidenceLog
{
    private const int MaxLimit = 1000;
    private const int MaxBookmarks = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, (string Path, long Offset)> _bookmarks = [];
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
            _bookmarks.Clear();
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
                if (frame.Header.LastEvidence >= next)
                {
                    foreach (EvidenceRecord record in frame.Records().SelectMany(static r => r.Evidence)
                        .Where(e => e.Number >= next && e.Number <= end).Take(limit - found.Count))
                    {
                        found.Add(record);
                        next = record.Number == next ? next + 1 : throw new InvalidDataException($"{file.Path}: evidence record {next} is missing.");
                    }

                    Remember(next, file.Path, frame.Header.LastEvidence >= next ? offset : frame.End);
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
        (string Path, long Offset) mark = _bookmarks.GetValueOrDefault(from);

        // A file may end with the record before: its bookmark is then behind its last frame, and the file must not be left out.
        IEnumerable<Segment> old = archive.Files.Where((f, i) => f.Path == mark.Path || i == archive.Files.Length - 1 || archive.Files[i + 1].First > from);
        return old.Select(static file => (file, long.MaxValue))
            .Concat(journal.Segments.Select(s => (s, s == journal.Segments[^1] ? journal.Length : long.MaxValue)))
            .SkipWhile(stretch => mark.Path is not null && stretch.Item1.Path != mark.Path)
            .Select(stretch => (stretch.Item1, stretch.Item1.Path == mark.Path ? mark.Offset : 0, stretch.Item2));
    }

    private void Remember(long next, string path, long offset)
    {
        if (_bookmarks.Count >= MaxBookmarks)
        {
            _bookmarks.Clear();
        }

        _bookmarks[next] = (path, offset);
    }
}
