using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>One line of the server's export of live Missions.</summary>
/// <param name="MissionRef">The handle.</param>
/// <param name="Kind">The purpose.</param>
/// <param name="Values">The values that it was approved with; the subject and what is known of the subject are not exported.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ends if nothing more happens.</param>
internal sealed record LiveMissionLine(string MissionRef, string Kind, AppliedValues Values, DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The verified actor, or null.</summary>
    public string? Actor { get; init; }

    /// <summary>Whether it holds its restricted beginning only.</summary>
    public bool IsProvisional { get; init; }
}
