using System.Security.Cryptography;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Evaluation;

/// <summary>Finds the Mission, says how it stands, asks the engine and keeps the record.</summary>
internal sealed class MissionBoundary(CatalogHost catalog, IMissionSource missions, TimeProvider time, DecisionLog decisions)
{
    private static readonly BoundaryDecision Unknown =
        new BoundaryDecision.Deny([new Reason { Code = ReasonCodes.UnknownMission, Dimension = Engine.Rules.Dimension.State }]);

    /// <summary>Answers one question.</summary>
    public async Task<EvaluationAnswer> AskAsync(EvaluationQuestion question, EvaluationCaller caller, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        CatalogVocabulary vocabulary = catalog.Current.Vocabulary;
        StandingMission? found = question.MissionRef is null ? null : await missions.FindAsync(question.MissionRef, cancellation);
        // A Mission that the caller may not know and one that does not exist look the same.
        StandingMission? mission = found is not null && caller.MaySee(found) ? found : null;
        DiscoveredAction action = ActionOf.Question(question, vocabulary, now);
        EvaluationAnswer answer = new()
        {
            Id = "ev_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            At = now,
            Decision = mission is null ? Unknown : Boundary.Decide(mission.Compiled, action, Standing(mission, question)),
            Mission = mission,
            Action = action,
            Detail = caller.Detail,
        };
        decisions.Write(answer, catalog.Current.Digest);
        return answer;
    }

    private MissionStandings Standing(StandingMission mission, EvaluationQuestion question)
    {
        MissionStandings standing = MissionStandings.Good;
        standing |= mission.State == MissionState.Active ? 0 : MissionStandings.NotActive;
        standing |= catalog.Current.Purpose(mission.Envelope.Kind) is null ? MissionStandings.CatalogWithdrawn : 0;
        standing |= question.ActorClient is { } client && client != mission.Envelope.Client ? MissionStandings.OtherActor : 0;
        standing |= mission.Envelope.Actor is { } actor && actor != question.ActorSubject ? MissionStandings.OtherActor : 0;
        standing |= mission.KeyThumbprint is { } key && key != question.KeyThumbprint ? MissionStandings.OtherKey : 0;
        return standing;
    }
}
