using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>A request that passed every check and may be put before a person.</summary>
/// <param name="Client">Its client.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Request">The same, read.</param>
/// <param name="DpopJkt">The key that it is bound to, or null.</param>
internal sealed record AcceptedRequest(Client Client, StoredParameters Parameters, AuthorizationRequest Request, string? DpopJkt);
