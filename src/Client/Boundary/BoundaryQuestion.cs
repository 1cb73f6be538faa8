using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Boundary;

/// <summary>Newly found work, to be asked about before it is done.</summary>
/// <remarks>Subject, client, actor and key are not here: the server takes them from the token. Source: AuthZEN Authorization API 1.0;
/// article, "What Open-World Agents Still Require".</remarks>
public sealed record BoundaryQuestion
{
    /// <summary>The operation, e.g. <c>create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The resource class, e.g. <c>calendar.event</c>.</summary>
    public required string ResourceClass { get; init; }

    /// <summary>The object.</summary>
    public required string Object { get; init; }

    /// <summary>The resource server.</summary>
    public string? Resource { get; init; }

    /// <summary>The tenant of the object; leaving it out is a crossing.</summary>
    public string? Tenant { get; init; }

    /// <summary>Attributes of the object: a JSON object.</summary>
    public JsonElement? ResourceAttributes { get; init; }

    /// <summary>Attributes of the operation: a JSON object.</summary>
    public JsonElement? ActionAttributes { get; init; }

    /// <summary>How long the authority is wanted.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Another authorization server that the work reaches.</summary>
    public string? PropagationAudience { get; init; }

    /// <summary>How far it is passed on.</summary>
    public int? PropagationDepth { get; init; }

    /// <summary>Writes the members of an AuthZEN request.</summary>
    internal void WriteMembers(Utf8JsonWriter writer, string subject, string missionRef)
    {
        writer.WriteStartObject("subject");
        writer.WriteString("type", "user");
        writer.WriteString("id", subject);
        writer.WriteEndObject();
        writer.WriteStartObject("action");
        writer.WriteString("name", Operation);
        Properties(writer, ActionAttributes, []);
        writer.WriteEndObject();
        writer.WriteStartObject("resource");
        writer.WriteString("type", ResourceClass);
        writer.WriteString("id", Object);
        Properties(writer, ResourceAttributes, [("audience", Resource), ("tenant", Tenant)]);
        writer.WriteEndObject();
        writer.WriteStartObject("context");
        writer.WriteString("mission_ref", missionRef);
        if (Until is DateTimeOffset end)
        {
            writer.WriteStartObject("lifetime");
            writer.WriteString("until", Instants.Text(end));
            writer.WriteEndObject();
        }

        Propagation(writer);
        writer.WriteEndObject();
    }

    private static void Properties(Utf8JsonWriter writer, JsonElement? attributes, (string Name, string? Value)[] named)
    {
        writer.WriteStartObject("properties");
        foreach (JsonProperty member in attributes?.EnumerateObject() ?? default)
        {
            // A named member wins: two values for one name would be refused.
            if (!named.Any(own => own.Name == member.Name && own.Value is not null))
            {
                member.WriteTo(writer);
            }
        }

        foreach ((string name, string? value) in named.Where(own => own.Value is not null))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private void Propagation(Utf8JsonWriter writer)
    {
        if (PropagationAudience is null && PropagationDepth is null)
        {
            return;
        }

        writer.WriteStartObject("propagation");
        if (PropagationAudience is not null)
        {
            writer.WriteString("audience", PropagationAudience);
        }

        if (PropagationDepth is int depth)
        {
            writer.WriteNumber("depth", depth);
        }

        writer.WriteEndObject();
    }
}
