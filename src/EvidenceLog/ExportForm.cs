using System.Text;
using System.Text.Json;

namespace MissionPolicy.Evidence;

/// <summary>The last line of an export: <c>{"checkpoint":"…"}</c>. Every other line is a record's canonical bytes.</summary>
public static class ExportForm
{
    private static ReadOnlySpan<byte> Opening => "{\"checkpoint\":\""u8;

    /// <summary>The line of a signed checkpoint, without its line feed.</summary>
    /// <param name="jws">The checkpoint.</param>
    public static byte[] CheckpointLine(string jws) => Encoding.UTF8.GetBytes($$"""{"checkpoint":"{{JsonEncodedText.Encode(jws)}}"}""");

    /// <summary>The signed checkpoint of a line, or null when the line is none.</summary>
    /// <param name="line">The line, without its line feed.</param>
    public static string? CheckpointOf(ReadOnlySpan<byte> line) =>
        line.StartsWith(Opening) && line.EndsWith("\"}"u8) && line.Length > Opening.Length + 1
            ? Encoding.UTF8.GetString(line[Opening.Length..^2])
            : null;
}
