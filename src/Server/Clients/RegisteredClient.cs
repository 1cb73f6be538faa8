namespace MissionPolicy.Server.Clients;

/// <summary>A client that registered itself. Its metadata is read again from its own text whenever it is needed, so that no second form of it exists.</summary>
/// <param name="ClientId">The identifier we gave.</param>
/// <param name="Metadata">The members that we know of what it sent, as a JSON object.</param>
/// <param name="SecretHash">The hash of the secret we gave, or null.</param>
/// <param name="IssuedAt">When.</param>
internal sealed record RegisteredClient(string ClientId, string Metadata, string? SecretHash, DateTimeOffset IssuedAt);
