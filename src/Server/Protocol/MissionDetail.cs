using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>One <c>authorization_details</c> object of type <c>mission</c>; a closed object.</summary>
/// <remarks>Source: RFC 9396 §2; derivation digest §3.1.</remarks>
internal sealed record MissionDetail
{
    public const string Type = "mission";

    /// <summary>The handle.</summary>
    public required string MissionRef { get; init; }

    /// <summary><c>resume</c> or <c>approve</c>; authorization requests only.</summary>
    public string? Operation { get; init; }

    /// <summary>The resource servers, sorted.</summary>
    public ValueArray<string> Locations { get; init; }

    /// <summary>The resource classes, sorted.</summary>
    public ValueArray<string> DataTypes { get; init; }

    /// <summary>The operations, sorted.</summary>
    public ValueArray<string> Actions { get; init; }

    /// <summary>One object, or null.</summary>
    public string? Identifier { get; init; }

    /// <summary>Narrower bounds by attribute; an object, or undefined when none were sent.</summary>
    public JsonElement Constraints { get; init; }
}
