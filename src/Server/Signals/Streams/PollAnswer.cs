using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>The answer to a poll.</summary>
/// <param name="Sets">The signed events by their <c>jti</c>.</param>
/// <param name="MoreAvailable">Whether there are more.</param>
/// <remarks>Source: RFC 8936 §2.3.</remarks>
internal sealed record PollAnswer(ImmutableArray<KeyValuePair<string, string>> Sets, bool MoreAvailable)
{
    public static PollAnswer Nothing { get; } = new([], MoreAvailable: false);

    /// <summary>Writes the answer.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("sets");
        foreach (KeyValuePair<string, string> signed in Sets)
        {
            writer.WriteString(signed.Key, signed.Value);
        }

        writer.WriteEndObject();
        if (MoreAvailable)
        {
            writer.WriteBoolean("moreAvailable", true);
        }

        writer.WriteEndObject();
    }
}
