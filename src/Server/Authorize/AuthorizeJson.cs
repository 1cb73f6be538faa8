using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Authorize;

/// <summary>How requests and interactions rest.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PushedRequest))]
[JsonSerializable(typeof(Interaction))]
[JsonSerializable(typeof(StoredParameters))]
[JsonSerializable(typeof(ShownApproval))]
internal sealed partial class AuthorizeJson : JsonSerializerContext;
