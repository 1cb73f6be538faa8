using System.Text.Json;

namespace MissionPolicy.Server.Clients;

/// <summary>A client that has just registered itself.</summary>
/// <param name="Client">The client.</param>
/// <param name="Jwks">Its keys as it sent them, or null.</param>
/// <param name="Secret">Its secret, told this once; or null.</param>
/// <param name="IssuedAt">When.</param>
/// <param name="IdTokenAlgorithm">What its ID Tokens are signed with.</param>
internal sealed record NewClient(Client Client, JsonElement? Jwks, string? Secret, DateTimeOffset IssuedAt, string IdTokenAlgorithm);
