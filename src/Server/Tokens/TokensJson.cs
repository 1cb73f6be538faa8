using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Tokens;

/// <summary>How codes and token records rest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuthorizationCode))]
[JsonSerializable(typeof(GrantFamily))]
[JsonSerializable(typeof(RefreshToken))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(PairwiseSecret))]
internal sealed partial class TokensJson : JsonSerializerContext;
