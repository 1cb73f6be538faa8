using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Clients;

/// <summary>Reads the JSON Web Key Set of a client.</summary>
/// <remarks>Source: RFC 7517 §5. That section lets a reader skip keys that it cannot use; a client that registers one would wonder why it fails, so it is told.</remarks>
internal static class JwkSet
{
    private const int MaxKeys = 10;

    /// <summary>Reads a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="keys">Its keys when true.</param>
    /// <param name="problem">What is wrong when false; safe to show.</param>
    public static bool TryParse(JsonElement set, out ImmutableArray<PublicJwk> keys, out string problem)
    {
        keys = [];
        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("keys", out JsonElement array) || array.ValueKind != JsonValueKind.Array
            || array.GetArrayLength() is 0 or > MaxKeys)
        {
            problem = $"has to be an object with 1 to {MaxKeys} keys";
            return false;
        }

        ImmutableArray<PublicJwk>.Builder read = ImmutableArray.CreateBuilder<PublicJwk>();
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (!PublicJwk.TryParse(item, out PublicJwk? key, out problem))
            {
                problem = $"key {read.Count}: {problem}";
                return false;
            }

            read.Add(key!);
        }

        keys = read.ToImmutable();
        problem = keys.Where(key => key.Kid is not null).GroupBy(key => key.Kid, StringComparer.Ordinal).Any(group => group.Count() > 1) ? "two keys have one kid" : string.Empty;
        return problem.Length == 0;
    }
}
