using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Evidence;

/// <summary>How evidence rests.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvidenceEntry))]
[JsonSerializable(typeof(PersonalFacts))]
[JsonSerializable(typeof(PersonalEvidence))]
[JsonSerializable(typeof(MissionRecord))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
