using System.Text.Json.Serialization;

namespace MissionPolicy.Samples.CrmApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Activity))]
internal sealed partial class CrmApiJson : JsonSerializerContext;
