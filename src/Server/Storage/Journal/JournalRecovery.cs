using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Reads the whole journal at start: hands over what the state lacks, and refuses what cannot have come from a crash.</summary>
/// <remarks>
/// A group is written only after the one before it was flushed. So a crash can damage the last frame of the last segment and nothing else;
/// a damaged frame with a whole one behind it, or a missing number, is a damaged disk or a lost file, and going on would lose acknowledged writes.
/// </remarks>
internal static class JournalRecovery
{
    /// <summary>Extension of a journal segment.</summary>
    public const string Extension = ".journal";

    /// <summary>Reads and replays; changes no file.</summary>
    /// <param name="directory">The journal's directory.</param>
    /// <param name="applied">The last write that the state holds.</param>
    /// <param name="replay">Takes, in order, each frame with a write the state lacks.</param>
    /// <exception cref="StoreOpenException">The journal is damaged or incomplete.</exception>
    public static JournalScan Run(string directory, long applied, Action<Frame> replay)
    {
        ImmutableArray<Segment> segments = Segment.List(directory, Extension);
        if (segments.IsEmpty || segments[0].First > applied + 1)
        {
            string have = segments.IsEmpty ? "nothing" : $"begins with write {segments[0].First}";
            throw new StoreOpenException($"The journal {directory} is incomplete: the state ends with write {applied}, the journal holds {have}.");
        }

        JournalScan scan = new(segments, segments[0].First - 1, 0, 0, 0, 0);
        foreach (Segment segment in segments)
        {
            if (segment.First != scan.LastSequence + 1)
            {
                throw new StoreOpenException($"The journal lacks writes {scan.LastSequence + 1} to {segment.First - 1} (before {segment.Path}).");
            }

            scan = Read(segment, segment == segments[^1], scan, applied, replay);
        }

        return scan.LastSequence >= applied
            ? scan
            : throw new StoreOpenException($"The journal {directory} ends with write {scan.LastSequence}, but the state holds {applied}: a segment was lost or cut.");
    }

    private static JournalScan Read(Segment segment, bool last, JournalScan scan, long applied, Action<Frame> replay)
    {
        using FrameReader reader = new(segment.Path);
        long end = 0;
        foreach (Frame frame in reader.Frames(0, reader.Length))
        {
            if (frame.Header.FirstSequence != scan.LastSequence + 1)
            {
                throw new StoreOpenException(
                    $"{segment.Path}: write {scan.LastSequence + 1} expected at byte {end}, but {frame.Header.FirstSequence} is there.");
            }

            if (frame.Header.LastSequence > applied)
            {
                replay(frame);
            }

            end = frame.End;
            scan = scan with
            {
                LastSequence = frame.Header.LastSequence,
                FirstEvidence = scan.FirstEvidence == 0 ? frame.Header.FirstEvidence : scan.FirstEvidence,
                LastEvidence = Math.Max(scan.LastEvidence, frame.Header.LastEvidence),
            };
        }

        if (end < reader.Length && (!last || reader.AnyFrameBehind(end)))
        {
            throw new StoreOpenException(
                $"{segment.Path} is damaged at byte {end} and acknowledged writes follow: restore a backup, or the file from one. Nothing was changed.");
        }

        return scan with { ValidLength = end, TornBytes = reader.Length - end };
    }
}
