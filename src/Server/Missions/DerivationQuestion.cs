using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>From a wish on the wire to the engine's question.</summary>
internal static class DerivationQuestion
{
    /// <summary>The question.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="vocabulary">What gives attribute names their types.</param>
    /// <param name="standing">How the Mission and the caller stand.</param>
    /// <param name="now">The time.</param>
    /// <param name="tokenLifetime">How long tokens live at most.</param>
    /// <returns>The question, or <c>invalid_authorization_details</c> for constraints that cannot be read.</returns>
    public static Parsed<DerivationRequest> Of(
        DerivationWish wish, CatalogVocabulary vocabulary, MissionStandings standing, DateTimeOffset now, TimeSpan tokenLifetime)
    {
        ValueArray<string> dataTypes = wish.Detail?.DataTypes ?? [];
        Parsed<ImmutableArray<Condition>> constraints = wish.Detail is { Constraints.ValueKind: JsonValueKind.Object } detail
            ? TokenConstraints.Read(detail.Constraints, dataTypes, vocabulary).Match<Parsed<ImmutableArray<Condition>>>(
                read => read.All,
                refused => OAuthErrors.InvalidAuthorizationDetails.Because($"constraints: {refused.Detail}"))
            : ImmutableArray<Condition>.Empty;
        return constraints.Bind<DerivationRequest>(conditions => new DerivationRequest
        {
            At = wish.At,
            Resources = dataTypes,
            Operations = wish.Detail?.Actions ?? [],
            Identifier = wish.Detail?.Identifier,
            Constraints = conditions,
            Now = now,
            TokenLifetime = tokenLifetime,
            Standing = standing,
        });
    }

    /// <summary>What a token is for, as a coarse view: <c>class.operation</c>.</summary>
    public static ImmutableArray<string> Scopes(IEnumerable<(string Resource, IEnumerable<string> Operations)> grants) =>
        [.. grants.SelectMany(grant => grant.Operations.Select(operation => $"{grant.Resource}.{operation}")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
