using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>What a person took away on the approval page.</summary>
/// <param name="DropRules">The grants to drop, by <see cref="EnvelopeGrant.RuleId"/>; empty to keep all.</param>
/// <param name="End">The earlier end, or null to keep it; the end itself is outside.</param>
public sealed record Narrowing(ValueArray<string> DropRules, DateTimeOffset? End);
