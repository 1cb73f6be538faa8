using System.Text.Json.Serialization;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Client;

/// <summary>The JSON of state that the agent keeps.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PendingAuthorization))]
[JsonSerializable(typeof(DeferredAuthorization))]
[JsonSerializable(typeof(DeferredApproval))]
[JsonSerializable(typeof(SavedMission))]
internal sealed partial class KeptJson : JsonSerializerContext;
