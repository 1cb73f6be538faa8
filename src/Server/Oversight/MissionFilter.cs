using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Oversight;

/// <summary>Which Missions a list shows; what is null does not matter.</summary>
internal sealed record MissionFilter
{
    /// <summary>The <c>sub</c> of the person acted for.</summary>
    public string? Subject { get; init; }

    /// <summary>The <c>sub</c> of another person who approved.</summary>
    public string? Approver { get; init; }

    public string? Client { get; init; }

    public string? Kind { get; init; }

    public string? Tenant { get; init; }

    /// <summary>The effective state.</summary>
    public MissionState? State { get; init; }

    /// <summary>Only what has not ended.</summary>
    public bool IsLive { get; init; }

    /// <summary>A state in the word of the wire, or null.</summary>
    public static MissionState? StateOf(string? word) =>
        Enum.GetValues<MissionState>().Where(state => Missions.MissionLedger.Word(state) == word).Select(state => (MissionState?)state).FirstOrDefault();
}
