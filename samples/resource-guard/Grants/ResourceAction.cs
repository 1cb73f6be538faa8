using System.Collections.Immutable;

namespace MissionPolicy.Samples.ResourceGuard.Grants;

/// <summary>What is about to be done, in the words of the vocabulary.</summary>
public sealed record ResourceAction
{
    /// <summary>The resource class, e.g. <c>calendar.event</c>.</summary>
    public required string Datatype { get; init; }

    /// <summary>The operation, e.g. <c>create</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The object, when it has a name already.</summary>
    public string? Object { get; init; }

    /// <summary>What is known of it, by the names of the vocabulary. A bound on an attribute that is not here is not met.</summary>
    public ImmutableDictionary<string, AttributeValue> Attributes { get; init; } = ImmutableDictionary<string, AttributeValue>.Empty;
}
