using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Deferred;

/// <summary>How deferred requests rest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeferredProcess))]
[JsonSerializable(typeof(DeferralWish))]
[JsonSerializable(typeof(Ping))]
internal sealed partial class DeferredJson : JsonSerializerContext;
