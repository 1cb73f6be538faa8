using System.Text.Json.Serialization;

namespace MissionPolicy.Samples.MailApi;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MailApiJson : JsonSerializerContext;
