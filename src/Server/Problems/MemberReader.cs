using System.Text.Json;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Problems;

/// <summary>Reads the members of a JSON object and remembers every one that cannot be used, by its JSON Pointer.</summary>
internal sealed class MemberReader(JsonElement value, string pointer, List<MemberError> errors)
{
    /// <summary>The object itself.</summary>
    public JsonElement Value => value;

    /// <summary>What could not be used so far.</summary>
    public List<MemberError> Errors => errors;

    public static MemberReader Of(JsonElement body) => new(body, string.Empty, []);

    /// <summary>Where a member stands.</summary>
    public string At(string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public void Error(string name, string detail) => errors.Add(new MemberError(At(name), detail));

    public bool Has(string name) => value.TryGetProperty(name, out _);

    /// <summary>A text that has to be there; empty when it is not.</summary>
    public string Text(string name)
    {
        if (Optional(name, JsonValueKind.String, "a string") is { } text && text.GetString() is { Length: > 0 } given)
        {
            return given;
        }

        if (!Has(name))
        {
            Error(name, "is missing");
        }
        else if (value.GetProperty(name).ValueKind == JsonValueKind.String)
        {
            Error(name, "is empty");
        }

        return string.Empty;
    }

    public string? OptionalText(string name) => Optional(name, JsonValueKind.String, "a string")?.GetString();

    /// <summary>An object that has to be there; an empty one when it is not.</summary>
    public MemberReader Object(string name)
    {
        if (!Has(name))
        {
            Error(name, "is missing");
        }

        return OptionalObject(name) ?? Empty(name);
    }

    public MemberReader? OptionalObject(string name) =>
        Optional(name, JsonValueKind.Object, "an object") is { } member ? new MemberReader(member, At(name), errors) : null;

    public JsonElement? OptionalArray(string name) => Optional(name, JsonValueKind.Array, "an array");

    public bool Flag(string name, bool fallback)
    {
        if (!value.TryGetProperty(name, out JsonElement member))
        {
            return fallback;
        }

        if (member.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Error(name, "has to be true or false");
            return fallback;
        }

        return member.GetBoolean();
    }

    public int? Integer(string name)
    {
        if (Optional(name, JsonValueKind.Number, "a whole number") is not { } member)
        {
            return null;
        }

        if (member.TryGetInt32(out int number) && number >= 0)
        {
            return number;
        }

        Error(name, "has to be a whole number from 0");
        return null;
    }

    public DateTimeOffset? Instant(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (FactText.TryInstant(text, out DateTimeOffset instant))
        {
            return instant;
        }

        Error(name, "has to be a date-time with an offset (RFC 3339)");
        return null;
    }

    public TimeSpan? Duration(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        if (FactText.TryDuration(text, out TimeSpan duration))
        {
            return duration;
        }

        Error(name, "has to be a duration like 30m, 8h or PT8H");
        return null;
    }

    /// <summary>Tells members that mean nothing here, where a silent typing mistake would change the question.</summary>
    public void Only(params string[] known)
    {
        foreach (JsonProperty member in value.EnumerateObject().Where(member => !known.Contains(member.Name, StringComparer.Ordinal)))
        {
            Error(member.Name, $"is not a member here; the members are {string.Join(", ", known)}");
        }
    }

    private MemberReader Empty(string name)
    {
        using JsonDocument none = JsonDocument.Parse("{}");
        // Its members are missing only because the object is; that is told once.
        return new MemberReader(none.RootElement.Clone(), At(name), []);
    }

    private JsonElement? Optional(string name, JsonValueKind kind, string noun)
    {
        if (!value.TryGetProperty(name, out JsonElement member))
        {
            return null;
        }

        if (member.ValueKind != kind)
        {
            Error(name, $"has to be {noun}");
            return null;
        }

        return member;
    }
}
