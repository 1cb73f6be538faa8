using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Context;

/// <summary>What a client asks a Mission to start with: less than the entry would give,
/// or more of what the entry gives on request.</summary>
/// <remarks>It selects and never adds: a Mission starts with what is asked and inside the entry, with the entry's bounds.
/// Source: article, "Consent Fatigue Is the Failure Mode"; RFC 9396 §2.</remarks>
/// <param name="Items">The wishes; together they ask for all that one of them asks for.</param>
public sealed record AskedAuthority(ValueArray<AskedItem> Items)
{
    /// <summary>The wish for what a Mission of an entry gets at its start anyway.</summary>
    public static AskedAuthority AtStart { get; } = new([new AskedItem()]);

    /// <summary>The wish for what a Mission holds.</summary>
    /// <param name="envelope">The Mission's envelope.</param>
    public static AskedAuthority Held(MissionEnvelope envelope) => Of(envelope.Grants.SelectMany(
        grant => envelope.Held(grant).Select(operation => (grant.At, grant.Resource, operation))));

    /// <summary>The wish for everything that an entry can give.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="vocabulary">The vocabulary that it was validated with.</param>
    public static AskedAuthority Ceiling(CatalogEntry entry, CatalogVocabulary vocabulary) => Of(entry.Authority.SelectMany(
        rule => AuthorityShare.Of(entry, rule, vocabulary).Select(operation => (rule.At, rule.Resource, operation))));

    /// <summary>The wish for what any of two wishes asks for.</summary>
    /// <param name="other">The other wish.</param>
    public AskedAuthority With(AskedAuthority other) => new([.. Items, .. other.Items]);

    /// <summary>What is asked of one <c>authority</c> item.</summary>
    /// <param name="rule">The item.</param>
    /// <param name="share">All that it can give.</param>
    /// <param name="definition">Its resource class.</param>
    internal ValueArray<string> Of(AuthorityRule rule, ValueArray<string> share, ResourceClass definition) => Items
        .Where(item => item.Names(rule.At, rule.Resource) && (rule.Grant == GrantTime.AtStart || item.IsByName))
        .SelectMany(item => item.Operations.IsEmpty ? share : definition.Closure(item.Operations).Where(share.Contains))
        .ToSortedSet();

    internal static AskedAuthority Of(IEnumerable<(string At, string Resource, string Operation)> wishes) => new(
        [.. wishes.GroupBy(wish => (wish.At, wish.Resource))
            .OrderBy(wish => wish.Key.Resource, StringComparer.Ordinal)
            .ThenBy(wish => wish.Key.At, StringComparer.Ordinal)
            .Select(wish => new AskedItem
            {
                Locations = [wish.Key.At], Resources = [wish.Key.Resource], Operations = wish.Select(one => one.Operation).ToSortedSet(),
            })]);
}
