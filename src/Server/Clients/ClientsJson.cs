using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Clients;

/// <summary>The rows of this room as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RegisteredClient))]
internal sealed partial class ClientsJson : JsonSerializerContext;
