using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MissionPolicy.Server.Observability;

/// <summary>The meter and the activity source of this host. Each instrument has a row in docs/operations.md.</summary>
/// <remarks>Source: OpenTelemetry semantic conventions, metric naming and units.</remarks>
internal sealed class ServerInstruments : IDisposable
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "MissionPolicy.Server";

    // The default buckets are for web requests: a decision takes microseconds and would always be in the first of them.
    private static readonly InstrumentAdvice<double> Computing = new()
    {
        HistogramBucketBoundaries = [1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 1e-1, 1],
    };

    private static readonly InstrumentAdvice<double> Waiting = new()
    {
        HistogramBucketBoundaries = [1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 1e-1, 2.5e-1, 5e-1, 1, 2.5, 5, 10],
    };

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">The host's meters, which it ends with itself.</param>
    public ServerInstruments(IMeterFactory meters)
    {
        string? version = typeof(ServerInstruments).Assembly.GetName().Version?.ToString(3);
        Meter = meters.Create(new MeterOptions(Name) { Version = version });
        Activities = new ActivitySource(Name, version);
        Decisions = Counter("mission_policy.decisions", "{decision}", "Decisions that were acted upon.");
        Reasons = Counter("mission_policy.decision.reasons", "{reason}", "Reasons of these decisions, each code once a decision.");
        Disagreements = Counter("mission_policy.rules.disagreements", "{disagreement}", "Questions on which two rule engines disagreed.");
        DecisionDuration = Duration("mission_policy.decision.duration", "Time of one question to the engine.", Computing);
        ContextDuration = Duration("mission_policy.context.duration", "Time to validate and apply a requested context.", Computing);
        TokenDuration = Duration("mission_policy.token.duration", "Time to redeem a grant, its commit included.", Waiting);
        CommitDuration = Duration("mission_policy.storage.commit.duration", "Time from a write's call to its acknowledgement.", Waiting);
        FlushDuration = Duration("mission_policy.storage.flush.duration", "Time of one flush of the journal.", Waiting);
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; }

    /// <summary>What starts spans.</summary>
    public ActivitySource Activities { get; }

    /// <summary>Decisions, by kind and outcome.</summary>
    public Counter<long> Decisions { get; }

    /// <summary>Reasons, by kind and code.</summary>
    public Counter<long> Reasons { get; }

    /// <summary>Disagreements, by rule set.</summary>
    public Counter<long> Disagreements { get; }

    /// <summary>How long the engine takes, in seconds, by kind and outcome.</summary>
    public Histogram<double> DecisionDuration { get; }

    /// <summary>How long a context takes, in seconds, by outcome.</summary>
    public Histogram<double> ContextDuration { get; }

    /// <summary>How long a grant takes, in seconds, by grant type and error.</summary>
    public Histogram<double> TokenDuration { get; }

    /// <summary>How long a write takes, in seconds, by error.</summary>
    public Histogram<double> CommitDuration { get; }

    /// <summary>How long a flush takes, in seconds.</summary>
    public Histogram<double> FlushDuration { get; }

    /// <inheritdoc/>
    public void Dispose() => Activities.Dispose();

    private Counter<long> Counter(string name, string unit, string description) => Meter.CreateCounter<long>(name, unit, description);

    private Histogram<double> Duration(string name, string description, InstrumentAdvice<double> buckets) =>
        Meter.CreateHistogram(name, "s", description, tags: null, buckets);
}
