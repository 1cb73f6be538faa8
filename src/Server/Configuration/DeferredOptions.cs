using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>Deferred requests and their reviews (section <c>Deferred</c>).</summary>
internal sealed class DeferredOptions
{
    public const string Section = "Deferred";

    /// <summary>The longest that a request may stay undecided, whatever its purpose says.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How long a client has to wait between polls, in seconds.</summary>
    [Range(5, 3600)]
    public int IntervalSeconds { get; set; } = 30;

    /// <summary>How long an approval may be redeemed, in hours; never past the end of the request.</summary>
    [Range(1, 720)]
    public int RedeemHours { get; set; } = 24;

    /// <summary>How long a client that asked for more than its Mission has to wait between polls, in seconds.</summary>
    [Range(5, 3600)]
    public int CrossingIntervalSeconds { get; set; } = 5;

    /// <summary>How long such a request waits for the person and the client, in hours; never past the end of the Mission.</summary>
    [Range(1, 720)]
    public int CrossingHours { get; set; } = 24;

    /// <summary>How often what the clock has ended is written down, in seconds.</summary>
    [Range(1, 3600)]
    public int SweepSeconds { get; set; } = 30;

    /// <summary>Whether pings may go to private addresses; for development, or where clients live in the same network.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long an approval may be redeemed.</summary>
    public TimeSpan RedeemWindow => TimeSpan.FromHours(RedeemHours);
}
