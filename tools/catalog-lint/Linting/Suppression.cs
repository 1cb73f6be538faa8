using System.Collections.Immutable;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>A comment by which an author chose to live with findings on one line.</summary>
/// <param name="Position">The comment.</param>
/// <param name="Line">The line that it speaks about: its own, or the next one with content when the comment stands alone.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Reason">Why; null when the comment does not say.</param>
internal sealed record Suppression(SourcePosition Position, int Line, ImmutableArray<string> Rules, string? Reason);
