using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The bounds of one derived token: a part of the envelope at one resource server.</summary>
/// <param name="At">The one resource server.</param>
/// <param name="Grants">The granted slices, with their bounds; sorted by rule.</param>
/// <param name="Identifier">The one object, or null.</param>
/// <param name="ExpiresAt">The end; never past the Mission's.</param>
public sealed record TokenBounds(string At, ValueArray<EnvelopeGrant> Grants, string? Identifier, DateTimeOffset ExpiresAt);
