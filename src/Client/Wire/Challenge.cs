using System.Collections.Frozen;
using System.Net.Http.Headers;

namespace MissionPolicy.Client.Wire;

/// <summary>The parameters of a <c>WWW-Authenticate: DPoP</c> challenge.</summary>
/// <remarks>Source: RFC 9110 §11.6.1; RFC 9449 §7.1; RFC 9470 §3; draft-zehavi-oauth-rar-metadata-06.</remarks>
internal sealed record Challenge(FrozenDictionary<string, string> Parameters)
{
    private const int MaxLength = 8192;

    /// <summary>The error code.</summary>
    public string? Error => Parameters.GetValueOrDefault("error");

    /// <summary>The first DPoP challenge of an answer.</summary>
    public static Challenge? Of(HttpResponseHeaders headers) => headers.WwwAuthenticate
        .Where(value => value.Scheme.Equals("DPoP", StringComparison.OrdinalIgnoreCase))
        .Select(value => Parse(value.Parameter ?? ""))
        .FirstOrDefault();

    private static Challenge Parse(string text)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        int at = 0;
        while (text.Length <= MaxLength && at < text.Length)
        {
            int equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            string name = text[at..equals].Trim(' ', '\t', ',');
            (string value, at) = Value(text, equals + 1);
            parameters.TryAdd(name, value);
        }

        return new Challenge(parameters.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    private static (string Value, int Next) Value(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        if (at >= text.Length || text[at] != '"')
        {
            int comma = text.IndexOf(',', at);
            int end = comma < 0 ? text.Length : comma;
            return (text[at..end].Trim(), Math.Min(end + 1, text.Length));
        }

        System.Text.StringBuilder value = new();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at]);
        }

        return (value.ToString(), Math.Min(at + 1, text.Length));
    }
}
