using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The operations that one <c>authority</c> item gives, so that each operation
/// of a class at a server has one item and one set of bounds.</summary>
internal static class AuthorityShare
{
    /// <summary>The operations with all that they imply; sorted.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="rule">The item.</param>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <remarks>What an item only implies belongs to the item that names it; where none does, to the one that a Mission
    /// has from its start. So an operation keeps its bounds whenever more of the class is granted.</remarks>
    public static ValueArray<string> Of(CatalogEntry entry, AuthorityRule rule, CatalogVocabulary vocabulary)
    {
        if (vocabulary.Class(rule.Resource) is not { } definition)
        {
            return [];
        }

        AuthorityRule[] beside = [.. entry.Authority.Where(other => other.Resource == rule.Resource && other.At == rule.At && !ReferenceEquals(other, rule))];
        return definition.Closure(rule.Operations)
            .Where(operation => rule.Operations.Contains(operation) || !beside.Any(other => Keeps(rule, other, operation, definition)))
            .ToSortedSet();
    }

    private static bool Keeps(AuthorityRule implies, AuthorityRule other, string operation, ResourceClass definition) =>
        other.Operations.Contains(operation)
        || (implies.Grant == GrantTime.OnRequest && other.Grant == GrantTime.AtStart && definition.Closure(other.Operations).Contains(operation));
}
