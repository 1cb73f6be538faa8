using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Replay;

/// <summary>The rows of this room as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UsedValue))]
internal sealed partial class ReplayJson : JsonSerializerContext;
