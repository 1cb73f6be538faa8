using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>One other authorization server in words.</summary>
public sealed record AudienceDescription
{
    /// <summary>The issuer.</summary>
    public required string As { get; init; }

    /// <summary>The titles of the resource classes that may be used there.</summary>
    public ValueArray<string> Resources { get; init; }

    /// <summary>The names of the params that it learns.</summary>
    public ValueArray<string> Params { get; init; }

    /// <summary>The bounds that it has to keep, as short sentences; it learns their values.</summary>
    public ValueArray<string> Bounds { get; init; }

    /// <summary>Whether it learns which agent acts, where the agent is verified.</summary>
    public required bool LearnsActor { get; init; }
}
