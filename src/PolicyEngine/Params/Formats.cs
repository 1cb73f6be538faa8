using System.Collections.Frozen;

namespace MissionPolicy.Engine.Params;

/// <summary>The formats that are checked. A format is an assertion here, never a mere annotation.</summary>
/// <remarks>Source: JSON Schema 2020-12 validation §7.3.</remarks>
public static class Formats
{
    private static readonly FrozenDictionary<string, Func<string, bool>> Checks = new Dictionary<string, Func<string, bool>>
    {
        ["date"] = text => TimeFormats.IsDate(text),
        ["date-time"] = text => TimeFormats.IsDateTime(text),
        ["time"] = text => TimeFormats.IsTime(text),
        ["duration"] = DurationFormat.IsDuration,
        ["email"] = EmailFormat.IsEmail,
        ["hostname"] = HostFormats.IsHostname,
        ["ipv4"] = HostFormats.IsIpv4,
        ["ipv6"] = HostFormats.IsIpv6,
        ["uri"] = UriFormat.IsUri,
        ["uuid"] = IsUuid,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the formats that are checked exactly.</summary>
    public static FrozenSet<string> Names { get; } = Checks.Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Formats that only JsonSchema.Net checks, and more loosely than their specifications say.</summary>
    /// <remarks><c>regex</c> is not among them: to check a pattern takes time that grows faster than its length.</remarks>
    public static FrozenSet<string> Approximate { get; } = FrozenSet.ToFrozenSet(
        ["idn-email", "idn-hostname", "iri", "iri-reference", "json-pointer", "relative-json-pointer", "uri-reference", "uri-template"],
        StringComparer.Ordinal);

    /// <summary>Whether a text has a format.</summary>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="text">The text.</param>
    public static bool Fits(string format, string text) => Checks[format](text);

    // RFC 4122 §3: 8-4-4-4-12 hexadecimal digits.
    private static bool IsUuid(string text)
    {
        if (text.Length != 36)
        {
            return false;
        }

        for (int index = 0; index < text.Length; index++)
        {
            bool fits = index is 8 or 13 or 18 or 23 ? text[index] == '-' : char.IsAsciiHexDigit(text[index]);
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
