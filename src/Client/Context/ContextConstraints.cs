using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>Bounds on the life of what comes out of an approval. With both, the earlier end wins.</summary>
public sealed record ContextConstraints
{
    /// <summary>The end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The longest life.</summary>
    /// <value>Whole seconds from issue; not negative.</value>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>The end that was asked for, when something is issued now.</summary>
    internal DateTimeOffset? EndFrom(DateTimeOffset issued)
    {
        DateTimeOffset? byDuration = MaxDuration is TimeSpan life ? issued + life : null;
        return (ExpiresAt, byDuration) switch
        {
            (DateTimeOffset end, DateTimeOffset other) => end < other ? end : other,
            _ => ExpiresAt ?? byDuration,
        };
    }

    internal static ContextConstraints? Parse(JsonElement value)
    {
        ContextConstraints result = new() { ExpiresAt = value.Instant("expires_at"), MaxDuration = value.Seconds("max_duration") };
        bool read = (value.Member("expires_at") is null || result.ExpiresAt is not null)
            && (value.Member("max_duration") is null || (result.MaxDuration is not null && value.Member("max_duration") is { ValueKind: JsonValueKind.Number }));
        return read ? result : null;
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("constraints");
        Optional.Write(writer, "expires_at", ExpiresAt is DateTimeOffset end ? Instants.Text(end) : null);
        if (MaxDuration is TimeSpan life)
        {
            writer.WriteNumber("max_duration", (long)life.TotalSeconds);
        }

        writer.WriteEndObject();
    }
}
