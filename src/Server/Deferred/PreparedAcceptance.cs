using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Deferred;

/// <summary>All that an exchange writes, made before its transaction.</summary>
/// <param name="Process">The request as the exchange leaves it.</param>
/// <param name="Client">Its client.</param>
/// <param name="Submitted">The evidence that the proposal went to its reviewers.</param>
/// <param name="Stopped">The evidence that the proposal was stopped before.</param>
/// <param name="Provisional">The restricted beginning, or null.</param>
/// <param name="Tokens">What is issued before the decision, or null.</param>
internal sealed record PreparedAcceptance(DeferredProcess Process, Client Client, EvidenceDraft Submitted, EvidenceDraft Stopped, ProvisionalStart? Provisional, PreparedTokens? Tokens);
