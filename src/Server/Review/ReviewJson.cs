using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Review;

/// <summary>How reviews rest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReviewCase))]
internal sealed partial class ReviewJson : JsonSerializerContext;
