using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>What would have to change before an approval could help.</summary>
/// <param name="Code">The reason code that it would lift, one of <see cref="Decisions.ReasonCodes"/>.</param>
/// <param name="Place">Where.</param>
/// <param name="Path">The member of the purpose entry, for example <c>$.authority[0].operations</c>; null outside the catalog.</param>
/// <param name="Position">The line of that member, or of the nearest one around it.</param>
public sealed record NeededChange(string Code, ChangePlace Place, string? Path, SourcePosition Position);
