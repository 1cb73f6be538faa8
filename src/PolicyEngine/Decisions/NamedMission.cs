namespace MissionPolicy.Engine.Decisions;

/// <summary>A Mission that a request names.</summary>
/// <param name="Operation">The operation as sent: <c>resume</c>, <c>approve</c>, or another word, or null.</param>
/// <param name="Existing">The Mission, or null when there is none with that handle.</param>
public sealed record NamedMission(string? Operation, ExistingMission? Existing);
