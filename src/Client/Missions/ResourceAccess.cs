using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Client.Missions;

/// <summary>What a token is wanted for: one resource server, the classes and the operations there. The meaning is their cross product.</summary>
public sealed record ResourceAccess
{
    /// <summary>The resource server's identifier, exactly as registered.</summary>
    public required string Resource { get; init; }

    /// <summary>Resource classes, e.g. <c>calendar.event</c>.</summary>
    public required ImmutableArray<string> Datatypes { get; init; }

    /// <summary>Operations, e.g. <c>read</c>.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>One object.</summary>
    public string? Identifier { get; init; }

    /// <summary>Named attributes, narrowed.</summary>
    public JsonElement? Constraints { get; init; }
}
