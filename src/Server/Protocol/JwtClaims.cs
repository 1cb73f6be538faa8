using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Server.Protocol;

/// <summary>The members of a JWT claims set or header, read without surprises: a member of the wrong type is never mistaken for an absent one.</summary>
/// <param name="Value">A JSON object.</param>
/// <remarks>Source: RFC 7519 §2 (NumericDate), §4.1.</remarks>
internal readonly record struct JwtClaims(JsonElement Value)
{
    // The end of the year 9999, in seconds.
    private const decimal LastSecond = 253_402_300_799m;

    /// <summary>Is the member there, whatever it is?</summary>
    /// <param name="name">Its name.</param>
    public bool Has(string name) => Value.TryGetProperty(name, out _);

    /// <summary>A text, or null when the member is absent, empty or of another type.</summary>
    /// <param name="name">Its name.</param>
    public string? Text(string name) =>
        Value.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Reads a time.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="time">The time, or null when the member is absent.</param>
    /// <returns>False when the member is there and is no NumericDate.</returns>
    public bool TryTime(string name, out DateTimeOffset? time)
    {
        time = null;
        if (!Value.TryGetProperty(name, out JsonElement member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.Number || !member.TryGetDecimal(out decimal seconds) || seconds is < 0 or > LastSecond)
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>The audiences; empty when the member is absent or anything but a text or an array of texts.</summary>
    public ImmutableArray<string> Audiences()
    {
        if (!Value.TryGetProperty("aud", out JsonElement member))
        {
            return [];
        }

        return member.ValueKind switch
        {
            JsonValueKind.String => [member.GetString()!],
            JsonValueKind.Array when member.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                [.. member.EnumerateArray().Select(item => item.GetString()!)],
            _ => [],
        };
    }
}
