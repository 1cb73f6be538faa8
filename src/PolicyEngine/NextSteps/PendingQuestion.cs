using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>A request of the same client for the same person that is not decided yet.</summary>
/// <param name="Kind">The purpose kind.</param>
/// <param name="IsReview">Whether reviewers decide; otherwise a person does.</param>
/// <param name="Until">Until when it waits.</param>
/// <param name="Envelope">What it would grant.</param>
public sealed record PendingQuestion(string Kind, bool IsReview, DateTimeOffset Until, CompiledEnvelope Envelope);
