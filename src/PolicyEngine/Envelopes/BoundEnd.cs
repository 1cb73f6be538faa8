using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>One end of an interval.</summary>
/// <param name="Value">The end, or absent when there is none.</param>
/// <param name="Included">Whether the end itself is inside.</param>
internal readonly record struct BoundEnd(FactValue Value, bool Included);
