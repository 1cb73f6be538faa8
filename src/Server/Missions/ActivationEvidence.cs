using MissionPolicy.Server.Evidence;

namespace MissionPolicy.Server.Missions;

/// <summary>The evidence of an activation.</summary>
/// <param name="Own">Of the Mission itself.</param>
/// <param name="Predecessor">Of the Mission whose place it takes.</param>
internal sealed record ActivationEvidence(EvidenceDraft Own, EvidenceDraft Predecessor);
