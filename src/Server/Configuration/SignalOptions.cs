using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>How Mission events are told to others (section <c>Signals</c>).</summary>
/// <remarks>Source: SSF 1.0 §8; RFC 8935; RFC 8936; signals digest.</remarks>
internal sealed class SignalOptions
{
    public const string Section = "Signals";

    /// <summary>The event type URI of the later drafts.</summary>
    public const string DraftMissionEventUri = "https://schemas.karlmcguinness.com/mission/lifecycle-change";

    /// <summary>The event type URI of Mission lifecycle changes; receivers compare it as a string.</summary>
    [Required]
    public string MissionEventUri { get; set; } = DraftMissionEventUri;

    /// <summary>Whether a stream carries every Mission that its receiver may know until it removes one (<c>ALL</c>), or only those that it added (<c>NONE</c>).</summary>
    [RegularExpression("^(ALL|NONE)$")]
    public string DefaultSubjects { get; set; } = "ALL";

    /// <summary>Who may know which Missions, beyond what client registration says.</summary>
    public List<SignalReceiverOptions> Receivers { get; set; } = [];

    /// <summary>Whether push may go to <c>http</c> on a loopback host: for trials on one machine.</summary>
    public bool AllowHttpLoopback { get; set; }

    /// <summary>Whether push may go to addresses that are not on the public Internet.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long one push may take, in seconds.</summary>
    [Range(1, 60)]
    public int PushSeconds { get; set; } = 10;

    /// <summary>The wait after the first failed push, in seconds; it doubles with every further one.</summary>
    [Range(1, 3600)]
    public int RetrySeconds { get; set; } = 2;

    /// <summary>The longest wait between two pushes, in seconds.</summary>
    [Range(1, 86_400)]
    public int MaxRetrySeconds { get; set; } = 900;

    /// <summary>After this many failed pushes in a row the stream is paused.</summary>
    [Range(1, 1000)]
    public int MaxFailures { get; set; } = 20;

    /// <summary>How many events one stream keeps; the oldest goes first.</summary>
    [Range(10, 1_000_000)]
    public int MaxBacklog { get; set; } = 10_000;

    /// <summary>How long an event is kept for its receiver, in hours.</summary>
    [Range(1, 8760)]
    public int KeepHours { get; set; } = 168;

    /// <summary>How far two verification requests have to be apart, in seconds.</summary>
    [Range(0, 86_400)]
    public int MinVerificationSeconds { get; set; } = 30;

    /// <summary>How long a poll may wait for an event, in seconds.</summary>
    [Range(0, 30)]
    public int LongPollSeconds { get; set; } = 30;

    /// <summary>Whose events this server takes.</summary>
    public List<SignalTransmitterOptions> Transmitters { get; set; } = [];
}
