using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Downstream;

/// <summary>How the resource role's rows rest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LocalMission))]
[JsonSerializable(typeof(LocalSubject))]
internal sealed partial class DownstreamJson : JsonSerializerContext;
