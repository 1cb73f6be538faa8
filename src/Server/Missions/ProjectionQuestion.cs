using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>From a wish for an assertion on the wire to the engine's question.</summary>
internal static class ProjectionQuestion
{
    /// <summary>The question.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="audience">The catalog's name of the downstream server.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="envelope">Its envelope.</param>
    /// <param name="vocabulary">What gives attribute names their types.</param>
    /// <param name="standing">How the Mission and the caller stand.</param>
    /// <param name="now">The time.</param>
    /// <returns>The question, or <c>invalid_authorization_details</c> for constraints that cannot be read.</returns>
    public static Parsed<ProjectionRequest> Of(
        ProjectionWish wish, string audience, Mission mission, MissionEnvelope envelope, CatalogVocabulary vocabulary, MissionStandings standing, DateTimeOffset now)
    {
        ValueArray<string> dataTypes = wish.Detail?.DataTypes ?? [];
        // A detail without classes speaks of all that may cross.
        ValueArray<string> spoken = dataTypes.IsEmpty ? envelope.Audiences.FirstOrDefault(candidate => candidate.As == audience)?.Resources ?? [] : dataTypes;
        return DerivationQuestion.Constraints(wish.Detail, spoken, vocabulary).Bind<ProjectionRequest>(conditions => new ProjectionRequest
        {
            Audience = audience,
            At = wish.Resource ?? (wish.Detail is { Locations.IsEmpty: false } located ? located.Locations[0] : null),
            Resources = dataTypes,
            Operations = wish.Detail?.Actions ?? [],
            Identifier = wish.Detail?.Identifier,
            Constraints = conditions,
            Scopes = wish.Scopes,
            SignIn = mission.SignIn.Facts(mission.Subject),
            Now = now,
            IsProvisional = mission.IsProvisional,
            Standing = standing,
        });
    }
}
