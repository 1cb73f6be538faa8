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
