using System.Buffers.Binary;
using System.Numerics;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>CRC-32C (Castagnoli), by the processor where it can.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of two stretches as if they were one.</summary>
    /// <param name="first">The first stretch.</param>
    /// <param name="second">The second stretch.</param>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Add(Add(uint.MaxValue, first), second);

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return crc;
    }
}
