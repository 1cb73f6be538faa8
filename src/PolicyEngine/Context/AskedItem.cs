using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Context;

/// <summary>One wish for authority: the cross product of its servers, classes and operations.</summary>
/// <remarks>Source: RFC 9396 §2.2, <c>locations</c>, <c>datatypes</c>, <c>actions</c>. What a member leaves out is not
/// asked for by name, so that it never reaches an <c>authority</c> item with <c>grant: on_request</c>.</remarks>
public sealed record AskedItem
{
    /// <summary>The resource servers; empty for all of the entry.</summary>
    public ValueArray<string> Locations { get; init; }

    /// <summary>The resource classes; empty for all of the entry.</summary>
    public ValueArray<string> Resources { get; init; }

    /// <summary>The operations, which bring along what they imply; empty for all that a Mission gets at its start.</summary>
    public ValueArray<string> Operations { get; init; }

    internal bool IsByName => !Resources.IsEmpty && !Operations.IsEmpty;

    internal bool Names(string at, string resource) =>
        (Locations.IsEmpty || Locations.Contains(at)) && (Resources.IsEmpty || Resources.Contains(resource));
}
