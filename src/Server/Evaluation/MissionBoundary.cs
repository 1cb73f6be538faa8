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
            Decision = mission is null ? Unknown : Boundary.Decide(mission.Compiled, action, Standing(mission, question, caller)),
            Mission = mission,
            Action = action,
            Detail = caller.Detail,
        };
        decisions.Write(answer, catalog.Current.Digest);
        return answer;
    }

    // What the credentials say is taken from them; what the question says besides is compared with the Mission all the same.
    private MissionStandings Standing(StandingMission mission, EvaluationQuestion question, EvaluationCaller caller)
    {
        bool isOwn = caller.Is(mission);
        string? client = question.ActorClient ?? (isOwn ? caller.Client : null);
        string? actor = question.ActorSubject ?? (isOwn ? mission.Envelope.Actor : null);
        string? key = question.KeyThumbprint ?? (isOwn ? caller.KeyThumbprint : null);
        MissionStandings standing = MissionStandings.Good;
        standing |= mission.State == MissionState.Active ? 0 : MissionStandings.NotActive;
        standing |= catalog.Current.Purpose(mission.Envelope.Kind) is null ? MissionStandings.CatalogWithdrawn : 0;
        standing |= client is not null && client != mission.Envelope.Client ? MissionStandings.OtherActor : 0;
        standing |= mission.Envelope.Actor is { } bound && bound != actor ? MissionStandings.OtherActor : 0;
        standing |= mission.KeyThumbprint is { } thumbprint && thumbprint != key ? MissionStandings.OtherKey : 0;
        return standing;
    }
}
