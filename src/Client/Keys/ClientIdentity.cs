namespace MissionPolicy.Client.Keys;

/// <summary>Who the client is at one authorization server.</summary>
/// <param name="ClientId">Its <c>client_id</c> there.</param>
/// <param name="Credential">How it proves that.</param>
public sealed record ClientIdentity(string ClientId, ClientCredential Credential);
