using System.Text.Json;

namespace MissionPolicy.Server.Protocol;

/// <summary>An object inside <c>client_context</c>, read member by member.</summary>
/// <param name="Value">A JSON object.</param>
internal readonly record struct ContextMember(JsonElement Value)
{
    /// <summary>A text of 1 to some characters, or null when the member is absent or anything else.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="max">Most characters.</param>
    public string? Text(string name, int max) =>
        Value.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text && text.Length <= max
            ? text
            : null;

    /// <summary>Is the member absent or such a text?</summary>
    /// <param name="name">Its name.</param>
    /// <param name="max">Most characters.</param>
    public bool IsTextOrAbsent(string name, int max) => !Value.TryGetProperty(name, out _) || Text(name, max) is not null;

    /// <summary>Reads an object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="member">The object, or null when absent.</param>
    /// <returns>False when the member is there and no object.</returns>
    public bool TryObject(string name, out ContextMember? member)
    {
        member = null;
        if (!Value.TryGetProperty(name, out JsonElement value))
        {
            return true;
        }

        member = value.ValueKind == JsonValueKind.Object ? new ContextMember(value) : null;
        return member is not null;
    }
}
