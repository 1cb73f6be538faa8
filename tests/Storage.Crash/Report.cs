using System.Buffers.Binary;

namespace MissionPolicy.Storage.Crash;

/// <summary>One thing the program tells its parent, of fixed size so that one write to the pipe is all or nothing.</summary>
internal readonly record struct Report(ReportKind Kind, int Writer, int Number, long A, long B)
{
    public const int Size = 28;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, (int)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], Writer);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(target[12..], A);
        BinaryPrimitives.WriteInt64LittleEndian(target[20..], B);
    }

    public static Report Read(ReadOnlySpan<byte> bytes) => new(
        (ReportKind)BinaryPrimitives.ReadInt32LittleEndian(bytes),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[20..]));
}
