using System.Collections.Frozen;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Missions;

/// <summary>Facts about a person that decisions may rest on.</summary>
internal sealed record SubjectFacts
{
    public required string Subject { get; init; }

    /// <summary>The name shown to other people.</summary>
    public required string Name { get; init; }

    /// <summary><c>group:name</c>.</summary>
    public FrozenSet<string> Groups { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The tenants that the person belongs to.</summary>
    public FrozenSet<string> Tenants { get; init; } = FrozenSet<string>.Empty;

    public FrozenDictionary<string, FactValue> Claims { get; init; } = FrozenDictionary<string, FactValue>.Empty;
}
