using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The Missions that a request names, with the operations that it asks for.</summary>
/// <param name="Named">One for each <c>mission</c> element of the request; empty for Create.</param>
public sealed record HandoffRequest(ValueArray<NamedMission> Named)
{
    /// <summary>No Mission is named: Create.</summary>
    public static HandoffRequest None { get; } = new(ValueArray.Create<NamedMission>([]));
}
