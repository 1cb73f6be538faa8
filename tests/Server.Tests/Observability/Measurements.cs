using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>Everything that one host measures from now on, with all its meters; other hosts of this process are not heard.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Measured> taken = new();
    private readonly ConcurrentQueue<Instrument> instruments = new();

    public Measurements(TestHost host)
    {
        IMeterFactory scope = host.App.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, scope))
            {
                instruments.Enqueue(instrument);
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>What was published.</summary>
    public IReadOnlyCollection<Instrument> Instruments => instruments;

    /// <summary>What was measured.</summary>
    public IReadOnlyCollection<Measured> All => taken;

    /// <summary>The sum of a counter where the tags have these values.</summary>
    public double Sum(string name, params (string Tag, string Value)[] tags) => Of(name, tags).Sum(measured => measured.Value);

    /// <summary>How often something was measured where the tags have these values.</summary>
    public int Times(string name, params (string Tag, string Value)[] tags) => Of(name, tags).Count();

    /// <summary>Decisions of a kind and outcome.</summary>
    public double Decisions(string kind, string outcome) => Sum(
        "mission_policy.decisions", ("mission_policy.decision.kind", kind), ("mission_policy.decision.outcome", outcome));

    /// <summary>Questions to the engine of a kind and outcome.</summary>
    public int Asked(string kind, string outcome) => Times(
        "mission_policy.decision.duration", ("mission_policy.decision.kind", kind), ("mission_policy.decision.outcome", outcome));

    /// <summary>Reasons of a kind, by code.</summary>
    public Dictionary<string, double> Reasons(string kind) =>
        Of("mission_policy.decision.reasons", [("mission_policy.decision.kind", kind)])
        .GroupBy(measured => measured.Tags["mission_policy.reason.code"]!.ToString()!)
        .ToDictionary(group => group.Key, group => group.Sum(measured => measured.Value));

    /// <summary>Reads every gauge now, and gives the values of one.</summary>
    public IReadOnlyList<Measured> Gauge(string name)
    {
        int before = taken.Count;
        listener.RecordObservableInstruments();
        return [.. taken.Skip(before).Where(measured => measured.Name == name)];
    }

    public void Dispose() => listener.Dispose();

    private IEnumerable<Measured> Of(string name, (string Tag, string Value)[] tags) => taken.Where(
        measured => measured.Name == name && tags.All(tag => (string?)measured.Tags.GetValueOrDefault(tag.Tag) == tag.Value));

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        taken.Enqueue(new Measured(instrument.Name, value, tags.ToArray().ToDictionary(StringComparer.Ordinal)));

    /// <summary>One measurement.</summary>
    public sealed record Measured(string Name, double Value, Dictionary<string, object?> Tags);
}
