using System.Collections.Immutable;
using System.Text;
using MissionPolicy.Server.Storage.Cells;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Turns a group of records into the bytes of a frame and back.</summary>
internal static class FrameCodec
{
    /// <summary>The frame of a group.</summary>
    /// <param name="group">Records in order; not empty.</param>
    public static byte[] Encode(IReadOnlyList<JournalRecord> group)
    {
        using MemoryStream stream = new();
        stream.SetLength(FrameHeader.Size);
        stream.Position = FrameHeader.Size;
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        foreach (JournalRecord record in group)
        {
            Write(writer, record);
        }

        writer.Flush();
        if (stream.Length - FrameHeader.Size > FrameHeader.MaxPayload)
        {
            throw new InvalidOperationException("The group is larger than a frame may be: no start could read it.");
        }

        byte[] frame = stream.ToArray();
        Span<byte> payload = frame.AsSpan(FrameHeader.Size);
        int evidence = group.Sum(static r => r.Evidence.Length);
        long firstEvidence = evidence == 0 ? 0 : group.First(static r => r.Evidence.Length > 0).Evidence[0].Number;
        new FrameHeader(payload.Length, group[0].Sequence, group.Count, firstEvidence, evidence).Write(frame, payload);
        return frame;
    }

    /// <summary>The records of a payload whose checksum was good.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="count">How many records.</param>
    public static ImmutableArray<JournalRecord> Decode(byte[] payload, int count)
    {
        using BinaryReader reader = new(new MemoryStream(payload), Encoding.UTF8);
        ImmutableArray<JournalRecord>.Builder records = ImmutableArray.CreateBuilder<JournalRecord>(count);
        for (int i = 0; i < count; i++)
        {
            records.Add(ReadRecord(reader));
        }

        return records.MoveToImmutable();
    }

    private static void Write(BinaryWriter writer, JournalRecord record)
    {
        writer.Write(record.Sequence);
        writer.Write7BitEncodedInt(record.Changes.Length);
        foreach (CellChange change in record.Changes)
        {
            writer.Write(change.Space);
            writer.Write(change.Id);
            writer.Write7BitEncodedInt(change.Content is null ? 0 : change.Content.Bytes.Length + 1);
            writer.Write(change.Content?.Bytes ?? []);
        }

        writer.Write7BitEncodedInt(record.Evidence.Length);
        foreach (EvidenceRecord evidence in record.Evidence)
        {
            writer.Write(evidence.Number);
            writer.Write(evidence.At.UtcTicks);
            writer.Write(evidence.Kind);
            writer.Write7BitEncodedInt(evidence.Json.Length);
            writer.Write(evidence.Json.Span);
        }
    }

    private static JournalRecord ReadRecord(BinaryReader reader)
    {
        long sequence = reader.ReadInt64();
        CellChange[] changes = new CellChange[reader.Read7BitEncodedInt()];
        for (int i = 0; i < changes.Length; i++)
        {
            string space = reader.ReadString();
            string id = reader.ReadString();
            int length = reader.Read7BitEncodedInt();
            changes[i] = new CellChange(space, id, length == 0 ? null : new CellContent(reader.ReadBytes(length - 1)));
        }

        EvidenceRecord[] evidence = new EvidenceRecord[reader.Read7BitEncodedInt()];
        for (int i = 0; i < evidence.Length; i++)
        {
            long number = reader.ReadInt64();
            DateTimeOffset at = new(reader.ReadInt64(), TimeSpan.Zero);
            string kind = reader.ReadString();
            evidence[i] = new EvidenceRecord(number, at, kind, reader.ReadBytes(reader.Read7BitEncodedInt()));
        }

        return new JournalRecord(sequence, [.. changes], [.. evidence]);
    }
}
