using System.Text.Json;

namespace MissionPolicy.Evidence;

/// <summary>Compares personal parts with the records that name them. A part that is not given may have been erased, and breaks nothing.</summary>
internal sealed class PersonalCheck
{
    private readonly Dictionary<string, (string Digest, long Line)> given = new(StringComparer.Ordinal);
    private readonly List<Finding> findings = [];

    /// <summary>Records that name a personal part.</summary>
    public long Named { get; private set; }

    /// <summary>Parts that are the named ones.</summary>
    public long Proved { get; private set; }

    /// <summary>Takes the lines of the personal export.</summary>
    public void Give(IEnumerable<byte[]> lines)
    {
        long line = 0;
        foreach (byte[] bytes in lines)
        {
            line++;
            if (!PersonalPart.TryRead(bytes, out PersonalPart? part))
            {
                findings.Add(new Finding(line, null, FindingCodes.Personal, "The line of the personal export is no personal part."));
            }
            else if (!given.TryAdd(part.EventId, (part.Digest, line)))
            {
                findings.Add(new Finding(line, null, FindingCodes.Personal, $"The personal part of {part.EventId} stands twice."));
            }
        }
    }

    /// <summary>Looks at a record.</summary>
    public void Look(LogRecord record, long line)
    {
        using JsonDocument payload = JsonDocument.Parse(record.Payload);
        if (Text(payload, "event_id") is not { } id || Text(payload, "personal_digest") is not { } digest)
        {
            return;
        }

        Named++;
        if (!given.Remove(id, out (string Digest, long Line) part))
        {
            return;
        }

        if (part.Digest == digest)
        {
            Proved++;
        }
        else
        {
            findings.Add(new Finding(line, record.Number, FindingCodes.Personal, $"The personal part of record {record.Number} ({id}) is not the one that the record names."));
        }
    }

    /// <summary>What is wrong, once every record was seen.</summary>
    public IEnumerable<Finding> Finish() => findings.Concat(given.Select(static part =>
        new Finding(part.Value.Line, null, FindingCodes.Personal, $"No record names the personal part of {part.Key}.")));

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
