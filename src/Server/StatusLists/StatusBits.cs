using System.Buffers.Text;
using System.IO.Compression;

namespace MissionPolicy.Server.StatusLists;

/// <summary>The bits of a list: two a token, the first token in the lowest bits of the first byte, compressed as ZLIB.</summary>
/// <remarks>Source: draft-ietf-oauth-status-list §4.1.</remarks>
internal static class StatusBits
{
    /// <summary>Bits of one token.</summary>
    public const int Width = 2;

    private const int PerByte = 8 / Width;

    /// <summary>Writes a list.</summary>
    /// <param name="capacity">How many tokens; a multiple of four.</param>
    /// <param name="stopped">The tokens that are not valid.</param>
    /// <returns>The <c>lst</c>.</returns>
    public static string Write(int capacity, IEnumerable<(int Index, TokenStatus Status)> stopped)
    {
        byte[] bits = new byte[capacity / PerByte];
        foreach ((int index, TokenStatus status) in stopped)
        {
            int shift = index % PerByte * Width;
            bits[index / PerByte] = (byte)((bits[index / PerByte] & ~(0b11 << shift)) | ((int)status << shift));
        }

        using MemoryStream compressed = new();
        using (ZLibStream zlib = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(bits);
        }

        return Base64Url.EncodeToString(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }
}
