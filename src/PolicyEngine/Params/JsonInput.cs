using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>What no keyword can judge: JSON whose meaning is not certain, or that is made to exhaust the validator.</summary>
/// <remarks>Source: RFC 7493 (I-JSON) §2.1 and §2.3 for text and names.</remarks>
internal static class JsonInput
{
    /// <summary>The deepest value that is read; every level costs stack.</summary>
    public const int MaxDepth = 64;

    // Exact arithmetic is quadratic in the digits.
    private const int MaxNumberLength = 1_000;

    /// <summary>The first thing that makes a value unreadable, with its JSON Pointer; null for a readable value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="maxDepth">The deepest nesting.</param>
    public static (string Path, string Message)? Fault(JsonElement value, int maxDepth) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when maxDepth == 0 => (string.Empty, "is nested too deep"),
        JsonValueKind.Object => Members(value, maxDepth),
        JsonValueKind.Array => Items(value, maxDepth),
        JsonValueKind.String when !HasText(value) => (string.Empty, "holds a lone surrogate"),
        JsonValueKind.Number when value.GetRawText().Length > MaxNumberLength => (string.Empty, $"has more than {MaxNumberLength} digits"),
        _ => null,
    };

    private static (string Path, string Message)? Members(JsonElement value, int maxDepth)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (Name(member) is not { } name)
            {
                return (string.Empty, "has a member name that holds a lone surrogate");
            }

            if (!names.Add(name))
            {
                return (Step(name), "stands twice");
            }

            if (Fault(member.Value, maxDepth - 1) is { } fault)
            {
                return (Step(name) + fault.Path, fault.Message);
            }
        }

        return null;
    }

    private static (string Path, string Message)? Items(JsonElement value, int maxDepth)
    {
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (Fault(item, maxDepth - 1) is { } fault)
            {
                return ("/" + index.ToString(CultureInfo.InvariantCulture) + fault.Path, fault.Message);
            }

            index++;
        }

        return null;
    }

    private static string Step(string name) => "/" + SchemaScope.Escape(name);

    // The reader accepts an escaped lone surrogate and only refuses to decode it; there is no question to ask before.
    private static bool HasText(JsonElement value)
    {
        try
        {
            return value.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
