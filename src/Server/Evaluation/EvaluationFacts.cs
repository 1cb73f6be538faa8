using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Evaluation;

/// <summary>How a Mission stands towards a question and its caller.</summary>
/// <remarks>For the agent itself, client, key and actor come from its credentials and the question may
/// only agree. A resource server reports them as it verified them. Source: pdp digest §4, §8.</remarks>
internal sealed class EvaluationFacts(CatalogHost catalog, SubjectIdentifiers subjects, IClientRegistry clients)
{
    /// <summary>Of a Mission of the configuration, which has no credential of ours.</summary>
    public MissionStandings Standing(StandingMission mission, EvaluationQuestion question)
    {
        MissionStandings standing = Common(mission);
        standing |= question.ActorClient is { } client && client != mission.Envelope.Client ? MissionStandings.OtherActor : 0;
        standing |= mission.Envelope.Actor is { } actor && actor != question.ActorSubject ? MissionStandings.OtherActor : 0;
        standing |= mission.KeyThumbprint is { } key && key != question.KeyThumbprint ? MissionStandings.OtherKey : 0;
        return standing;
    }

    /// <summary>Of a stored Mission.</summary>
    public MissionStandings Standing(StandingMission mission, Mission stored, EvaluationQuestion question, EvaluationCaller caller)
    {
        bool isAgent = caller.IsAgentOf(stored);
        string? actor = isAgent ? caller.Registered?.Agent?.Id : question.ActorSubject;
        string? key = isAgent ? caller.Own?.Token?.KeyThumbprint : question.KeyThumbprint;
        MissionStandings standing = Common(mission);
        standing |= question.ActorClient is { } client && client != stored.Client ? MissionStandings.OtherActor : 0;
        standing |= stored.Actor?.Id is { } bound && (actor != bound || (question.ActorSubject ?? bound) != bound) ? MissionStandings.OtherActor : 0;
        standing |= stored.KeyThumbprint is { } thumbprint && (key != thumbprint || (question.KeyThumbprint ?? thumbprint) != thumbprint) ? MissionStandings.OtherKey : 0;
        return standing;
    }

    /// <summary>The action with the subject as the Mission names it: a client with
    /// pairwise identifiers knows the person by another one.</summary>
    public async ValueTask<DiscoveredAction> OfSubjectAsync(DiscoveredAction action, Mission stored, CancellationToken cancellation)
    {
        Client? client = await clients.FindAsync(stored.Client, cancellation);
        return client?.Sector is { } sector && action.Subject == await subjects.ForAsync(stored.Subject, sector, cancellation)
            ? action with { Subject = stored.Subject }
            : action;
    }

    private MissionStandings Common(StandingMission mission) =>
        (mission.State == MissionState.Active ? 0 : MissionStandings.NotActive)
        | (mission.Stored is { } stored ? MissionStandingOf.OfCatalog(stored) : mission.Catalog)
        | (catalog.Current.Purpose(mission.Envelope.Kind) is null ? MissionStandings.CatalogWithdrawn : 0);
}
