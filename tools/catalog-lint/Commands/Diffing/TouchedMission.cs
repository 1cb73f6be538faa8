using System.Collections.Immutable;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>A live Mission that a change touches.</summary>
/// <param name="Mission">The Mission.</param>
/// <param name="Effect">What happens to it.</param>
/// <param name="Codes">The reasons, as the server will keep them.</param>
/// <param name="Lost">What falls away, one sentence each.</param>
internal sealed record TouchedMission(
    LiveMissionLine Mission, MissionEffect Effect, ImmutableArray<string> Codes, ImmutableArray<string> Lost)
{
    /// <summary>What happens, in one sentence without its end.</summary>
    public string Words =>
        $"{Commands.Diffing.Words.Of(Effect)} ({string.Join(", ", Codes)}){(Lost.IsEmpty ? string.Empty : ": " + string.Join("; ", Lost))}";
}
