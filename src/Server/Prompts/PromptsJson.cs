using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Prompts;

/// <summary>How the records of this room rest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AskedQuestions))]
[JsonSerializable(typeof(StoppedQuestions))]
internal sealed partial class PromptsJson : JsonSerializerContext;
