using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>What stands in a tag: closed lists, and nothing of a person, a Mission or a client.</summary>
public sealed class TagTests
{
    [Fact]
    public async Task No_tag_of_any_meter_holds_a_subject_a_Mission_a_token_or_a_text_of_a_client()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        using Measurements measurements = new(host);
        using TestAgent agent = new(host);
        IReadOnlyList<string> secret = await PrivateValues.LiveAsync(host, agent);
        Assert.NotEmpty(measurements.Gauge("mission_policy.storage.queue"));

        string[] values = [.. measurements.All.SelectMany(measured => measured.Tags.Values).Select(value => $"{value}").Distinct()];
        Assert.True(values.Length > 20, string.Join(' ', values));
        Assert.All(secret, hidden => Assert.DoesNotContain(values, value => value.Contains(hidden, StringComparison.OrdinalIgnoreCase)));

        // Those of other meters, such as routes, are theirs; ours have few values, however much is asked.
        Measurements.Measured[] ours =
            [.. measurements.All.Where(measured => measured.Name.StartsWith("mission_policy.", StringComparison.Ordinal))];
        Assert.All(ours, measured => Assert.All(measured.Tags.Values, value => Assert.IsType<string>(value)));
        Assert.Subset(
            InstrumentTable.Read().SelectMany(row => row.Tags.Select(tag => (row.Name, tag))).ToHashSet(),
            ours.SelectMany(measured => measured.Tags.Keys.Select(tag => (measured.Name, tag))).ToHashSet());
        Assert.Subset(
            DecisionKind.All.Select(kind => kind.Name).ToHashSet(),
            ours.Select(measured => measured.Tags.GetValueOrDefault(TelemetryTags.DecisionKind)).OfType<string>().ToHashSet());
    }
}
