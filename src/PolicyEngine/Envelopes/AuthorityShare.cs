using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The operations that one <c>authority</c> item gives, so that each operation of a class at a server has one item and one set of bounds.</summary>
internal static class AuthorityShare
{
    /// <summary>The operations with all that they imply; sorted.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="rule">The item.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <remarks>What an item on request implies and a Mission has from its start keeps the bounds that it has from its start.</remarks>
    public static ValueArray<string> Of(CatalogEntry entry, AuthorityRule rule, CatalogVocabulary vocabulary)
    {
        if (vocabulary.Class(rule.Resource) is not { } definition)
        {
            return [];
        }

        ValueArray<string> all = definition.Closure(rule.Operations);
        if (rule.Grant == GrantTime.AtStart)
        {
            return all;
        }

        HashSet<string> atStart = [.. entry.Authority
            .Where(other => other.Grant == GrantTime.AtStart && other.Resource == rule.Resource && other.At == rule.At)
            .SelectMany(other => definition.Closure(other.Operations))];
        return all.Where(operation => rule.Operations.Contains(operation) || !atStart.Contains(operation)).ToSortedSet();
    }
}
