using System.Text.Json.Serialization;

namespace MissionPolicy.Server.Accounts;

/// <summary>How accounts are written to the store.</summary>
[JsonSerializable(typeof(AccountRow))]
[JsonSerializable(typeof(AccountPersonal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class AccountsJson : JsonSerializerContext;
