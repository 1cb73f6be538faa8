namespace MissionPolicy.Server.Notices;

/// <summary>A person who is still to hear that an application waits; written in the
/// transaction that begins the wait. It has no name in it.</summary>
internal sealed record Notice
{
    /// <summary>The deferred request.</summary>
    public required string ProcessId { get; init; }

    public required NoticeChannel Channel { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is tried next.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the request does not wait for an answer any more.</summary>
    public required DateTimeOffset Until { get; init; }
}
