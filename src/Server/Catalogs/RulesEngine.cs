using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Catalogs;

/// <summary>The engine that asks the rules of every decision, and the alarm when its answer cannot be trusted.</summary>
/// <remarks>A question whose engines disagree is refused by the engine itself. Here it is counted and logged, and the host reports itself
/// unready from then on: what went wrong once may go wrong again, and traffic belongs to a host whose engines agree.</remarks>
internal sealed class RulesEngine : IRulesObserver
{
    private (ILogger Log, DecisionTelemetry Telemetry)? alarm;
    private long disagreements;

    /// <summary>An engine with a backend.</summary>
    /// <param name="backend">Makes the backend, given where it reports its faults.</param>
    public RulesEngine(Func<IRulesObserver, IRuleSetBackend> backend) => Shapes = new EnvelopeShapes(backend(this));

    /// <summary>The names that <c>Rules:Engine</c> can have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["both", "nrules", "compiled"];

    /// <summary>The engine's name, as decision log and evidence say it.</summary>
    public string Name => Shapes.Backend.Name;

    /// <summary>Who prepares and asks the rules.</summary>
    public EnvelopeShapes Shapes { get; }

    /// <summary>How many questions were refused since the start because the rules could not be trusted.</summary>
    public long Disagreements => Interlocked.Read(ref disagreements);

    /// <summary>The engine of the configuration.</summary>
    /// <param name="options">The configuration.</param>
    /// <returns>The engine, or null when the configuration names none of <see cref="Names"/>.</returns>
    public static RulesEngine? Of(RulesOptions options) => options.Engine switch
    {
        "compiled" => new RulesEngine(_ => CompiledBackend.Instance),
        "nrules" => new RulesEngine(observer => new NRulesBackend(observer)),
        "both" => new RulesEngine(observer => new AgreeingBackend(new NRulesBackend(observer), CompiledBackend.Instance, observer)),
        _ => null,
    };

    /// <summary>Says where faults are logged and counted; the catalog is opened before there is a log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="telemetry">The counters.</param>
    public void ReportTo(ILogger log, DecisionTelemetry telemetry) => alarm = (log, telemetry);

    /// <inheritdoc/>
    public void Faulted(RulesDisagreement disagreement)
    {
        Interlocked.Increment(ref disagreements);
        if (alarm is var (log, telemetry))
        {
            telemetry.CountDisagreement(disagreement.RuleSet.Split(' ')[^1]);
            RulesLog.Disagreed(
                log,
                disagreement.RuleSet,
                disagreement.RuleSetDigest,
                disagreement.Backend,
                disagreement.DecidingFailure ?? string.Join(' ', disagreement.Decided),
                disagreement.CheckingFailure ?? string.Join(' ', disagreement.Checked));
        }
    }
}
