namespace MissionPolicy.Server.Missions;

/// <summary>Which Mission waits for a decision on a request, so that an equal request is not put before anybody a second time.</summary>
/// <param name="Key">The request: see <see cref="WaitingProposals"/>.</param>
/// <param name="MissionId">The Mission.</param>
/// <param name="Until">Until when it waits at most.</param>
internal sealed record WaitingProposal(string Key, string MissionId, DateTimeOffset Until);
