using System.Collections.Immutable;

namespace MissionPolicy.CatalogLint.Commands.Diffing;

/// <summary>What a change does to the live Missions of an export.</summary>
/// <param name="Read">How many Missions the export has.</param>
/// <param name="Touched">Those that the change touches.</param>
internal sealed record LiveImpact(int Read, ImmutableArray<TouchedMission> Touched);
