using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Authorize;

/// <summary>One element of <c>authorization_details</c>.</summary>
/// <remarks>Source: RFC 9396 §2; type <c>mission</c> in <c>docs/client.md</c>.</remarks>
public sealed record AuthorizationDetail
{
    private AuthorizationDetail(JsonElement json) => Json = json;

    /// <summary>The element as sent.</summary>
    public JsonElement Json { get; }

    /// <summary>Asks to attest an active Mission again, without widening it.</summary>
    /// <param name="missionRef">The Mission.</param>
    public static AuthorizationDetail Resume(string missionRef) => Operation(missionRef, "resume");

    /// <summary>Asks to approve a Mission that waits for it.</summary>
    /// <param name="missionRef">The Mission.</param>
    public static AuthorizationDetail Approve(string missionRef) => Operation(missionRef, "approve");

    /// <summary>Asks for authority by name: a new Mission then starts with what its elements ask for and nothing else. What the purpose
    /// grants on request needs datatypes and actions. Beside <see cref="Resume"/> it says all that the Mission is to hold.</summary>
    /// <param name="datatypes">The resource classes; empty for all of the purpose.</param>
    /// <param name="actions">The operations, with all that they imply; empty for all that is granted at the start.</param>
    /// <param name="locations">The resource servers; empty for all of the purpose.</param>
    /// <exception cref="ArgumentException">Nothing is named.</exception>
    public static AuthorizationDetail Ask(
        ImmutableArray<string> datatypes, ImmutableArray<string> actions, ImmutableArray<string> locations = default)
    {
        ImmutableArray<(string Name, ImmutableArray<string> Values)> members =
            [.. new[] { ("datatypes", datatypes), ("actions", actions), ("locations", locations) }.Where(static member => !member.Item2.IsDefaultOrEmpty)];
        return members.IsEmpty
            ? throw new ArgumentException("Datatypes, actions or locations have to be named.", nameof(datatypes))
            : new AuthorizationDetail(JsonElement.Parse(JsonText.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("type", "mission");
                foreach ((string name, ImmutableArray<string> values) in members)
                {
                    Texts(writer, name, values);
                }

                writer.WriteEndObject();
            })));
    }

    /// <summary>An element that somebody else wrote, e.g. of a re-approval.</summary>
    /// <param name="json">A JSON object.</param>
    public static AuthorizationDetail Raw(JsonElement json) => new(json);

    internal static AuthorizationDetail Access(string missionRef, ResourceAccess access) => new(JsonElement.Parse(JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "mission");
        writer.WriteString("mission_ref", missionRef);
        Texts(writer, "locations", [access.Resource]);
        Texts(writer, "datatypes", access.Datatypes);
        Texts(writer, "actions", access.Actions);
        if (access.Identifier is not null)
        {
            writer.WriteString("identifier", access.Identifier);
        }

        if (access.Constraints is JsonElement constraints)
        {
            writer.WritePropertyName("constraints");
            constraints.WriteTo(writer);
        }

        writer.WriteEndObject();
    })));

    internal static string Array(ImmutableArray<AuthorizationDetail> details) => JsonText.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (AuthorizationDetail detail in details)
        {
            detail.Json.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    private static AuthorizationDetail Operation(string missionRef, string operation) => new(JsonElement.Parse(JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "mission");
        writer.WriteString("mission_ref", missionRef);
        writer.WriteString("operation", operation);
        writer.WriteEndObject();
    })));

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
