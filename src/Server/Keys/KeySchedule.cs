namespace MissionPolicy.Server.Keys;

/// <summary>When keys change.</summary>
internal sealed record KeySchedule
{
    /// <summary>How long a key signs. Default 90 days.</summary>
    public TimeSpan SignFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long a new key is published before it signs; longer than verifiers cache the set. Default 1 day.</summary>
    public TimeSpan PublishBefore { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a key stays published after its last signature; longer than any token lives. Default 1 day.</summary>
    public TimeSpan KeepAfter { get; init; } = TimeSpan.FromDays(1);
}
