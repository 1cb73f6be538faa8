using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>An operation of a resource class and its place in the partial order of strength.</summary>
public sealed record OperationDefinition
{
    /// <summary>The name, for example <c>update</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The verb phrase for pages, for example <c>change</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The operations that come with this one, sorted; whoever may do this may do those.</summary>
    public ValueArray<string> Implies { get; init; }

    /// <summary>The operations that this one is stronger than without implying them, sorted.</summary>
    public ValueArray<string> StrongerThan { get; init; }

    /// <summary>Whether the operation deserves a stronger sign-in (deleting, paying, granting).</summary>
    public bool Privileged { get; init; }
}
