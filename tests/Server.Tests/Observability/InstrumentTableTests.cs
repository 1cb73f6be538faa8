using System.Diagnostics.Metrics;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>What docs/operations.md says of instruments is what a host has.</summary>
public sealed class InstrumentTableTests
{
    [Fact]
    public async Task Every_instrument_is_in_the_table_with_its_kind_and_unit_and_no_other_is()
    {
        await using TestHost host = await TestHost.StartAsync("--Roles:ResourceServer=true");
        using Measurements measurements = new(host);
        Instrument[] ours = [.. measurements.Instruments.Where(instrument => instrument.Meter.Name == ServerInstruments.Name)];
        IEnumerable<(string, string, string?)> had = ours.Select(instrument => (instrument.Name, Kind(instrument), instrument.Unit));
        IReadOnlyList<InstrumentTable.Row> rows = InstrumentTable.Read();
        Assert.Equal(rows.Select(row => (row.Name, row.Kind, (string?)row.Unit)).Order(), had.Order());
        Assert.All(rows, row => Assert.NotEmpty(row.Meaning));
        Assert.All(ours, instrument => Assert.NotEmpty(instrument.Description!));
    }

    [Fact]
    public async Task A_host_that_only_redeems_assertions_has_no_gauges_of_queues_that_it_lacks()
    {
        await using TestHost host = await TestHost.StartAsync("--Roles:Provider=false", "--Roles:ResourceServer=true");
        using Measurements measurements = new(host);
        Assert.NotEmpty(measurements.Gauge("mission_policy.storage.queue"));
        Assert.DoesNotContain(
            measurements.Instruments, instrument => instrument.Name is "mission_policy.reviews.pending" or "mission_policy.deferred.pings");
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableGauge<long> => "gauge",
        _ => instrument.GetType().Name,
    };
}
