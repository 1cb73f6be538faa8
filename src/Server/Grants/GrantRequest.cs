using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Grants;

/// <summary>A token request whose client is authenticated and whose DPoP proof, if any, is valid.</summary>
/// <param name="Form">The parameters.</param>
/// <param name="Client">The client.</param>
/// <param name="KeyThumbprint">The thumbprint of the proof's key, or null when no proof was sent.</param>
internal sealed record GrantRequest(FormParameters Form, Client Client, string? KeyThumbprint);
