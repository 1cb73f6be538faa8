using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>Everything that this server saw, to be looked at in the demonstration. A real server has no such page.</summary>
/// <param name="time">The clock.</param>
public sealed class ReceivedCalls(TimeProvider time)
{
    private const int Kept = 100;

    private readonly Lock writing = new();
    private ImmutableQueue<Row> rows = [];
    private int count;

    /// <summary>Notes a call that was let through.</summary>
    /// <param name="caller">Who called.</param>
    /// <param name="operation">What was done, e.g. <c>calendar.event create</c>.</param>
    /// <param name="body">What was sent; undefined for nothing.</param>
    public void Add(MissionCaller caller, string operation, JsonElement body = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Row row = new(time.GetUtcNow(), operation, caller.Claims, body);
        lock (writing)
        {
            rows = rows.Enqueue(row);
            if (++count > Kept)
            {
                rows = rows.Dequeue();
            }
        }
    }

    internal IResult Answer()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            foreach (Row row in rows)
            {
                writer.WriteStartObject();
                writer.WriteString("at", row.At);
                writer.WriteString("operation", row.Operation);
                writer.WritePropertyName("claims");
                row.Claims.WriteTo(writer);
                if (row.Body.ValueKind != JsonValueKind.Undefined)
                {
                    writer.WritePropertyName("body");
                    row.Body.WriteTo(writer);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return TypedResults.Bytes(buffer.ToArray(), "application/json");
    }

    private sealed record Row(DateTimeOffset At, string Operation, JsonElement Claims, JsonElement Body);
}
