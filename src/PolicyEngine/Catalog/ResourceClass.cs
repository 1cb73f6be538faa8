using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>A class of resources that an agent may discover, with its operations and attributes.</summary>
public sealed record ResourceClass
{
    /// <summary>The name, for example <c>calendar.event</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name for pages, for example <c>Calendar events</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The resource servers where the class lives, sorted; empty when the vocabulary does not list them.</summary>
    public ValueArray<string> Audiences { get; init; }

    /// <summary>The operations, sorted by name.</summary>
    public required ValueArray<OperationDefinition> Operations { get; init; }

    /// <summary>The attributes of an action on the class, sorted by name; <c>id</c> (text) is always there.</summary>
    public ValueArray<AttributeDefinition> Attributes { get; init; }

    /// <summary>The operation with a name, or null.</summary>
    /// <param name="name">The name.</param>
    public OperationDefinition? Operation(string name)
    {
        foreach (OperationDefinition candidate in Operations)
        {
            if (string.Equals(candidate.Name, name, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The attribute with a name, or null.</summary>
    /// <param name="name">The name.</param>
    public AttributeDefinition? Attribute(string name)
    {
        foreach (AttributeDefinition candidate in Attributes)
        {
            if (string.Equals(candidate.Name, name, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The operations and all that they imply, transitively; sorted.</summary>
    /// <param name="operations">The operations.</param>
    public ValueArray<string> Closure(IEnumerable<string> operations) => Walk(operations, static o => o.Implies).ToSortedSet();

    /// <summary>Whether one operation is strictly stronger than another; what implies another is stronger than it.</summary>
    /// <param name="operation">The one.</param>
    /// <param name="other">The other.</param>
    public bool IsStronger(string operation, string other) =>
        !string.Equals(operation, other, StringComparison.Ordinal)
        && Walk([operation], static o => [.. o.Implies, .. o.StrongerThan]).Contains(other);

    private HashSet<string> Walk(IEnumerable<string> from, Func<OperationDefinition, IEnumerable<string>> edges)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new(from);
        while (open.TryPop(out string? name))
        {
            if (seen.Add(name) && Operation(name) is { } operation)
            {
                foreach (string next in edges(operation))
                {
                    open.Push(next);
                }
            }
        }

        return seen;
    }
}
