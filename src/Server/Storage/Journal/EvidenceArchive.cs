using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Keeps the evidence of journal segments that are about to go: smaller frames with nothing but evidence in them. Never shortened.</summary>
internal sealed class EvidenceArchive
{
    /// <summary>Extension of an archive file.</summary>
    public const string Extension = ".evidence";

    // One record is looked for more often than all are read: a frame that is small is read fast.
    private const int WritesOfFrame = 16;

    private readonly string _directory;
    private readonly long _fileBytes;
    private long _length;

    private EvidenceArchive(string directory, long fileBytes)
    {
        _directory = directory;
        _fileBytes = fileBytes;
        Files = Segment.List(directory, Extension);
    }

    /// <summary>The files in order.</summary>
    public ImmutableArray<Segment> Files { get; private set; }

    /// <summary>The number of the last record kept; 0 for none.</summary>
    public long Last { get; private set; }

    /// <summary>Opens the archive; changes no file.</summary>
    /// <param name="directory">Its directory.</param>
    /// <param name="fileBytes">A file of this size is followed by a new one.</param>
    /// <exception cref="StoreOpenException">The last file is damaged.</exception>
    public static EvidenceArchive Open(string directory, long fileBytes)
    {
        DurableFile.CreateDirectory(directory);
        EvidenceArchive archive = new(directory, fileBytes);
        if (archive.Files.IsEmpty)
        {
            return archive;
        }

        using FrameReader reader = new(archive.Files[^1].Path);
        archive.Last = archive.Files[^1].First - 1;
        foreach (Frame frame in reader.Frames(0, reader.Length))
        {
            (archive.Last, archive._length) = (frame.Header.LastEvidence, frame.End);
        }

        return archive._length < reader.Length && reader.AnyFrameBehind(archive._length)
            ? throw new StoreOpenException($"{reader.Path} is damaged at byte {archive._length} and evidence follows: restore the file from a backup.")
            : archive;
    }

    /// <summary>Takes over the evidence of a segment. Doing it again takes nothing twice.</summary>
    /// <param name="segment">A segment that is not written to any more.</param>
    public void Absorb(Segment segment)
    {
        using FrameReader reader = new(segment.Path);
        FileStream? file = null;
        foreach (Frame frame in reader.Frames(0, reader.Length).Where(frame => frame.Header.LastEvidence > Last))
        {
            JournalRecord[] kept =
            [
                .. frame.Records()
                    .Select(record => record with { Changes = [], Evidence = [.. record.Evidence.Where(e => e.Number > Last)] })
                    .Where(static record => record.Evidence.Length > 0),
            ];
            file ??= OpenLast(kept[0].Evidence[0].Number);
            foreach (JournalRecord[] few in kept.Chunk(WritesOfFrame))
            {
                byte[] bytes = FrameCodec.Encode(few);
                RandomAccess.Write(file.SafeFileHandle, bytes, _length);
                (_length, Last) = (_length + bytes.Length, few[^1].Evidence[^1].Number);
            }
        }

        file?.Flush(flushToDisk: true);
        file?.Dispose();
    }

    private FileStream OpenLast(long next)
    {
        bool begin = Files.IsEmpty || _length >= _fileBytes;
        if (begin)
        {
            Files = Files.Add(Segment.Named(_directory, Extension, next));
            _length = 0;
        }

        FileStream file = DurableFile.Open(Files[^1].Path, FileMode.OpenOrCreate, FileShare.ReadWrite);
        file.SetLength(_length);
        if (begin)
        {
            DurableFile.FlushDirectory(_directory);
        }

        return file;
    }
}
