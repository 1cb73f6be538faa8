using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;

namespace MissionPolicy.Evidence;

/// <summary>One record of the log as it is hashed and exported.</summary>
/// <remarks>Source: handoff digest §11 (chain); RFC 8785 (bytes).</remarks>
public sealed record LogRecord
{
    // RFC 8785 §3.2.2.3: a larger number has no exact text.
    private const long MaxNumber = (1L << 53) - 1;
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = CanonicalJson.MaxDepth + 1 };
    private static readonly string[] Members = ["at", "kind", "number", "payload", "previous"];

    /// <summary>Its place: 1, 2, 3 … without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What kind of record.</summary>
    public required string Kind { get; init; }

    /// <summary>The payload, a JSON object in canonical form.</summary>
    public required string Payload { get; init; }

    /// <summary>The hash of the record before it; of nothing for the first.</summary>
    public required TreeHash Previous { get; init; }

    /// <summary>The canonical bytes: what is exported, hashed and proved.</summary>
    public byte[] Bytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"at":"{{At.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture)}}","kind":{{CanonicalJson.Quote(Kind)}},"number":{{Number}},"payload":{{Payload}},"previous":"{{Previous}}"}"""));

    /// <summary>Reads a record. Bytes that are not the canonical form of a record are refused, so that a record has one text only.</summary>
    /// <param name="line">The bytes.</param>
    /// <param name="record">The record when true.</param>
    /// <param name="problem">What is wrong when false.</param>
    public static bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out LogRecord? record, out string problem)
    {
        record = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(line, Depth);
            (record, problem) = Read(json.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or CanonicalFormException or InvalidOperationException)
        {
            problem = "it is not JSON that has a canonical form";
        }

        if (record is not null && !line.Span.SequenceEqual(record.Bytes()))
        {
            (record, problem) = (null, "it is not in canonical form");
        }

        return record is not null;
    }

    private static (LogRecord? Record, string Problem) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.EnumerateObject().Select(static member => member.Name).SequenceEqual(Members))
        {
            return (null, $"it has to have the members {string.Join(", ", Members)}, in this order");
        }

        JsonElement number = json.GetProperty("number");
        JsonElement payload = json.GetProperty("payload");
        bool isRecord = number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out long place) && place is > 0 and <= MaxNumber
            && Text(json, "kind") is not null && payload.ValueKind == JsonValueKind.Object;
        if (!isRecord
            || !DateTimeOffset.TryParseExact(Text(json, "at"), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            || !TreeHash.TryParse(Text(json, "previous"), out TreeHash previous))
        {
            return (null, "a member has the wrong form");
        }

        return (
            new LogRecord
            {
                Number = number.GetInt64(),
                At = at,
                Kind = Text(json, "kind")!,
                Payload = CanonicalJson.Serialize(payload),
                Previous = previous,
            },
            string.Empty);
    }

    private static string? Text(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
