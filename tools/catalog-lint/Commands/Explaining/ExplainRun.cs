namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>What was asked of <c>explain</c>.</summary>
/// <param name="Kind">The kind, or the end of it.</param>
/// <param name="Action">The action: the name of a case, JSON, or <c>@file</c>; null for the entry as a whole.</param>
/// <param name="Mission">The Mission that the action belongs to, as in a case: JSON, or <c>@file</c>; null for that of the entry's first case.</param>
/// <param name="Folder">The catalog: a folder or a git revision.</param>
internal sealed record ExplainRun(string Kind, string? Action, string? Mission, string Folder);
