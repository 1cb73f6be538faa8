using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.SignIn.Throttling;

/// <summary>How guessing is slowed down (section <c>SignIn:Throttle</c>).</summary>
internal sealed class ThrottleOptions
{
    /// <summary>So many failures in a row on one account wait for the first time.</summary>
    [Range(1, 100)]
    public int FreeFailures { get; set; } = 5;

    /// <summary>So many failures from one address wait for the first time.</summary>
    [Range(1, 100_000)]
    public int FreeFailuresPerAddress { get; set; } = 50;

    /// <summary>The first wait, in seconds; every further failure doubles it.</summary>
    [Range(1, 3600)]
    public int FirstDelaySeconds { get; set; } = 5;

    /// <summary>The longest wait, in seconds.</summary>
    [Range(1, 86_400)]
    public int MaxDelaySeconds { get; set; } = 900;

    /// <summary>So many minutes after the last failure, or after the wait for it, failures are forgotten.</summary>
    [Range(1, 10_080)]
    public int WindowMinutes { get; set; } = 60;
}
