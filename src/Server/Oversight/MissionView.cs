using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Oversight;

/// <summary>A Mission as a page shows it.</summary>
internal sealed record MissionView
{
    public required Mission Mission { get; init; }

    /// <summary>The effective state.</summary>
    public required MissionState State { get; init; }

    /// <summary>What it may do, in words.</summary>
    public required EnvelopeDescription Envelope { get; init; }

    /// <summary>The application's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>The name of the person that it acts for.</summary>
    public required string SubjectName { get; init; }

    /// <summary>What happened, newest first.</summary>
    public required IReadOnlyList<TimelineLine> Lines { get; init; }

    /// <summary>Where older lines begin; null when these are all.</summary>
    public string? Older { get; init; }

    /// <summary>Whether it has not ended.</summary>
    public bool IsLive => !MissionClock.IsTerminal(State);

    /// <summary>The address of its page.</summary>
    public string Url => "/missions/" + Uri.EscapeDataString(Mission.MissionRef);

    /// <summary>The state in a word.</summary>
    public string StateWord => State switch
    {
        MissionState.Proposed or MissionState.Pending => "waits for a decision",
        MissionState.Approved => "approved, not begun",
        MissionState.Active => Mission.IsProvisional ? "active, restricted" : "active",
        MissionState.Suspended => "paused",
        MissionState.Completed => "done",
        MissionState.Revoked => "stopped",
        MissionState.Expired => "expired",
        _ => "denied",
    };

    /// <summary>The style of the state's tag.</summary>
    public string StateTag => State switch
    {
        MissionState.Active => "tag good",
        MissionState.Suspended or MissionState.Pending or MissionState.Proposed or MissionState.Approved => "tag warning",
        MissionState.Revoked or MissionState.Denied => "tag danger",
        _ => "tag",
    };

    /// <summary>How many of the lines are of a sort.</summary>
    public int Count(TimelineSort sort) => Lines.Count(line => line.Sort == sort);
}
