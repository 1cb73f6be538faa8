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
        return Constraints(wish.Detail, dataTypes, vocabulary).Bind<DerivationRequest>(conditions => new DerivationRequest
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

    /// <summary>The constraints of a detail.</summary>
    /// <param name="detail">The detail, or null for none.</param>
    /// <param name="dataTypes">The classes that it speaks of.</param>
    /// <param name="vocabulary">What gives attribute names their types.</param>
    /// <returns>The comparisons, or <c>invalid_authorization_details</c>.</returns>
    public static Parsed<ImmutableArray<Condition>> Constraints(MissionDetail? detail, ValueArray<string> dataTypes, CatalogVocabulary vocabulary) =>
        detail is { Constraints.ValueKind: JsonValueKind.Object }
            ? TokenConstraints.Read(detail.Constraints, dataTypes, vocabulary).Match<Parsed<ImmutableArray<Condition>>>(
                read => read.All,
                refused => OAuthErrors.InvalidAuthorizationDetails.Because($"constraints: {refused.Detail}"))
            : ImmutableArray<Condition>.Empty;

    /// <summary>What a token is for, as a coarse view: <c>class.operation</c>.</summary>
    public static ImmutableArray<string> Scopes(IEnumerable<(string Resource, IEnumerable<string> Operations)> grants) =>
        [.. grants.SelectMany(grant => grant.Operations.Select(operation => $"{grant.Resource}.{operation}")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
