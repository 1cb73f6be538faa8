using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Missions;

/// <summary>How Missions rest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Mission))]
[JsonSerializable(typeof(AppliedRecord))]
[JsonSerializable(typeof(ProposedAuthority))]
[JsonSerializable(typeof(DeclinedQuestions))]
[JsonSerializable(typeof(WaitingProposal))]
internal sealed partial class MissionsJson : JsonSerializerContext;
