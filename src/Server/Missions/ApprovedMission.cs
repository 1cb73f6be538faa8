using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>What an approval left behind: the Mission that a code may redeem.</summary>
/// <param name="MissionId">The internal key.</param>
/// <param name="Subject">Whom it acts for.</param>
/// <param name="Mode">How it came about.</param>
/// <param name="Claim">The <c>client_context</c> claim that the ID Token has to carry.</param>
internal sealed record ApprovedMission(string MissionId, string Subject, HandoffMode Mode, string Claim);
