using System.Buffers.Binary;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>What stands before the payload of a frame. A frame is one group of writes: it is on disk whole or not at all.</summary>
/// <param name="PayloadLength">Bytes of payload.</param>
/// <param name="FirstSequence">The sequence of its first record.</param>
/// <param name="Records">How many records.</param>
/// <param name="FirstEvidence">The number of its first evidence record; 0 when it has none.</param>
/// <param name="Evidence">How many evidence records.</param>
internal readonly record struct FrameHeader(int PayloadLength, long FirstSequence, int Records, long FirstEvidence, int Evidence)
{
    /// <summary>Bytes of a header, checksum included.</summary>
    public const int Size = 36;

    /// <summary>Largest payload that is written or believed.</summary>
    public const int MaxPayload = 256 * 1024 * 1024;

    private const int ChecksumAt = 32;

    /// <summary>The first four bytes; the digit is the version of the format.</summary>
    public static ReadOnlySpan<byte> Magic => "MPJ1"u8;

    /// <summary>The sequence of the last record.</summary>
    public long LastSequence => FirstSequence + Records - 1;

    /// <summary>The number of the last evidence record; 0 when it has none.</summary>
    public long LastEvidence => Evidence == 0 ? 0 : FirstEvidence + Evidence - 1;

    /// <summary>Writes the header of a payload.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="payload">The payload, for the checksum.</param>
    public void Write(Span<byte> target, ReadOnlySpan<byte> payload)
    {
        Magic.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], PayloadLength);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], FirstSequence);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], Records);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], Evidence);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], FirstEvidence);
        BinaryPrimitives.WriteUInt32LittleEndian(target[ChecksumAt..], Crc32C.Of(target[..ChecksumAt], payload));
    }

    /// <summary>Reads a header; null when these bytes are none.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public static FrameHeader? Read(ReadOnlySpan<byte> bytes)
    {
        FrameHeader header = new(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]));
        bool sane = bytes.StartsWith(Magic) && header is { PayloadLength: > 0 and <= MaxPayload, FirstSequence: > 0, Records: > 0 };
        return sane ? header : null;
    }

    /// <summary>Whether the checksum is that of this header and payload.</summary>
    /// <param name="bytes">The header's bytes.</param>
    /// <param name="payload">The payload.</param>
    public static bool Verify(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> payload) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) == Crc32C.Of(bytes[..ChecksumAt], payload);
}
