using System.Text.Json.Serialization;

namespace MissionPolicy.Server.StatusLists;

/// <summary>How the rows of this room rest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(StatusListRow))]
[JsonSerializable(typeof(StatusChange))]
internal sealed partial class StatusJson : JsonSerializerContext;
