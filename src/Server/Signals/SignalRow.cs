namespace MissionPolicy.Server.Signals;

/// <summary>One event on its way to one stream: written with the change that it tells, gone when the receiver acknowledged.</summary>
/// <remarks>It is signed when it is sent: the transaction of a transition stays short, and a rotated key never signs late.</remarks>
internal sealed record SignalRow
{
    /// <summary>The <c>jti</c>: the same however often it is sent.</summary>
    public required string Jti { get; init; }

    public required string StreamId { get; init; }

    /// <summary>One more with every event of the server; the order of a stream.</summary>
    public required long Sequence { get; init; }

    public required string EventUri { get; init; }

    /// <summary>The event object as JSON.</summary>
    public required string Body { get; init; }

    public required SignalSubjectKind SubjectKind { get; init; }

    /// <summary>The <c>mission_ref</c>, the <c>stream_id</c> or the <c>sid</c>; null for a person.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The person, in our own name for them.</summary>
    public string? User { get; init; }

    /// <summary>The cause: the same for every event of it.</summary>
    public required string Txn { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset KeepUntil { get; init; }

    /// <summary>The key of the row: a stream's events sort by their order.</summary>
    public string Key => KeyOf(StreamId, Sequence);

    public static string KeyOf(string streamId, long sequence) => $"{streamId}.{sequence:D19}";
}
