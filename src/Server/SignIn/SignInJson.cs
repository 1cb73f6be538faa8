using System.Text.Json.Serialization;
using MissionPolicy.Server.SignIn.Passkeys;
using MissionPolicy.Server.SignIn.Sessions;
using MissionPolicy.Server.SignIn.Throttling;

namespace MissionPolicy.Server.SignIn;

/// <summary>How this room's records are written to the store.</summary>
[JsonSerializable(typeof(SessionRow))]
[JsonSerializable(typeof(CeremonyRow))]
[JsonSerializable(typeof(ThrottleRow))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class SignInJson : JsonSerializerContext;
