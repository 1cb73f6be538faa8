using System.Collections.Immutable;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Texts that a fact may be.</summary>
/// <param name="Words">The texts, shortest first.</param>
/// <param name="IsAll">Whether there are no others.</param>
internal readonly record struct WordList(ImmutableArray<string> Words, bool IsAll);
