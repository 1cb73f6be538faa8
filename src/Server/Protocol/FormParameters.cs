using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;

namespace MissionPolicy.Server.Protocol;

/// <summary>The parameters of one request: each at most once, except those that may repeat; an empty value counts as absent.</summary>
/// <remarks>Source: RFC 6749 §3.1 and §3.2 (empty = omitted, no parameter more than once); RFC 8707 §2 (<c>resource</c> repeats).</remarks>
internal sealed class FormParameters
{
    /// <summary>Most parameters in one request.</summary>
    public const int MaxCount = 100;

    private readonly FrozenDictionary<string, ImmutableArray<string>> values;

    private FormParameters(FrozenDictionary<string, ImmutableArray<string>> values) => this.values = values;

    /// <summary>The parameters that may repeat in every request of this server.</summary>
    public static IReadOnlySet<string> Repeatable { get; } = FrozenSet.ToFrozenSet(["resource"], StringComparer.Ordinal);

    /// <summary>The names that are present.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>The value of a parameter, or null when absent or empty.</summary>
    /// <param name="name">The parameter name.</param>
    public string? this[string name] => values.TryGetValue(name, out ImmutableArray<string> found) ? found[0] : null;

    /// <summary>Every value of a parameter, in order; empty when absent.</summary>
    /// <param name="name">The parameter name.</param>
    public ImmutableArray<string> All(string name) => values.TryGetValue(name, out ImmutableArray<string> found) ? found : [];

    /// <summary>Reads an encoded form body or query string.</summary>
    /// <param name="encoded">The text, without a leading question mark.</param>
    /// <param name="repeatable">The names that may occur more than once.</param>
    /// <returns>The parameters, or <c>invalid_request</c> for a repeated name or too many parameters.</returns>
    public static Parsed<FormParameters> Parse(string encoded, IReadOnlySet<string> repeatable)
    {
        string[] parts = encoded.Split('&', MaxCount + 1, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > MaxCount
            ? OAuthErrors.InvalidRequest.Because("too many parameters")
            : From(parts.Select(Decode), repeatable);
    }

    /// <summary>Takes pairs that are already decoded, such as the claims of a request object.</summary>
    /// <param name="pairs">Names and values in order.</param>
    /// <param name="repeatable">The names that may occur more than once.</param>
    /// <returns>The parameters, or <c>invalid_request</c> for a repeated name.</returns>
    public static Parsed<FormParameters> From(IEnumerable<KeyValuePair<string, string>> pairs, IReadOnlySet<string> repeatable)
    {
        Dictionary<string, ImmutableArray<string>> found = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string name, string value) in pairs)
        {
            // An empty occurrence still counts as an occurrence: two readers must not disagree on which one is meant.
            if (!seen.Add(name) && !repeatable.Contains(name))
            {
                return OAuthErrors.InvalidRequest.Because($"parameter sent more than once: {name}");
            }

            if (value.Length > 0)
            {
                found[name] = found.TryGetValue(name, out ImmutableArray<string> before) ? before.Add(value) : [value];
            }
        }

        return new FormParameters(found.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static KeyValuePair<string, string> Decode(string part)
    {
        int equals = part.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? part : part[..equals];
        string value = equals < 0 ? string.Empty : part[(equals + 1)..];
        return new(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value));
    }
}
