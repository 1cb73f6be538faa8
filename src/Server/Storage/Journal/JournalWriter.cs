using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Appends groups to the last segment. One thread only; readers may look at the volatile numbers.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly string _directory;
    private readonly IJournalFlush _flush;
    private FileStream _file;
    private long _length;
    private long _lastSequence;

    private JournalWriter(string directory, IJournalFlush flush, ImmutableArray<Segment> segments, long lastSequence)
    {
        _directory = directory;
        _flush = flush;
        Segments = segments;
        _lastSequence = lastSequence;
        _file = DurableFile.Open(segments[^1].Path, FileMode.Open, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>The segments in order. Changed under the lock of the evidence log.</summary>
    public ImmutableArray<Segment> Segments { get; private set; }

    /// <summary>Acknowledged bytes of the last segment.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>The last acknowledged write.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Makes an empty journal.</summary>
    /// <param name="directory">Its directory.</param>
    public static void Create(string directory)
    {
        DurableFile.CreateDirectory(directory);
        CreateSegment(directory, 1);
    }

    /// <summary>Goes on behind what recovery found; cuts off a torn end.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="flush">The flush that acknowledges.</param>
    /// <param name="scan">What recovery found.</param>
    public static JournalWriter Continue(string directory, IJournalFlush flush, JournalScan scan)
    {
        JournalWriter writer = new(directory, flush, scan.Segments, scan.LastSequence) { _length = scan.ValidLength };
        if (scan.TornBytes > 0)
        {
            writer._file.SetLength(scan.ValidLength);
        }

        // What recovery replayed may never have been flushed by the process that wrote it, and is acknowledged from now on.
        writer._file.Flush(flushToDisk: true);
        return writer;
    }

    /// <summary>Appends a group and forces it to disk. When this throws, what is on disk is unknown: only recovery may go on.</summary>
    /// <param name="group">The records, in order.</param>
    public void Append(IReadOnlyList<JournalRecord> group)
    {
        byte[] frame = FrameCodec.Encode(group);
        RandomAccess.Write(_file.SafeFileHandle, frame, _length);
        _flush.Flush(_file.SafeFileHandle);
        Volatile.Write(ref _length, _length + frame.Length);
        Volatile.Write(ref _lastSequence, group[^1].Sequence);
    }

    /// <summary>Begins a new segment, unless the last one is empty.</summary>
    public void Rotate()
    {
        if (_length == 0)
        {
            return;
        }

        Segment next = CreateSegment(_directory, _lastSequence + 1);
        _file.Dispose();
        _file = DurableFile.Open(next.Path, FileMode.Open, FileShare.ReadWrite | FileShare.Delete);
        Segments = Segments.Add(next);
        Volatile.Write(ref _length, 0);
    }

    /// <summary>Removes every segment but the last.</summary>
    public void DropSealed()
    {
        foreach (Segment segment in Segments[..^1])
        {
            // One after the other: a power cut must not leave an older segment without its successor, which looks like a lost file.
            File.Delete(segment.Path);
            DurableFile.FlushDirectory(_directory);
        }

        Segments = Segments[^1..];
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static Segment CreateSegment(string directory, long first)
    {
        Segment segment = Segment.Named(directory, JournalRecovery.Extension, first);
        using (FileStream stream = DurableFile.Open(segment.Path, FileMode.CreateNew, FileShare.None))
        {
            stream.Flush(flushToDisk: true);
        }

        DurableFile.FlushDirectory(directory);
        return segment;
    }
}
