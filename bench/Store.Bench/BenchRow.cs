using System.Text.Json.Serialization;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Store.Bench;

/// <summary>About what a derivation record holds: 300 bytes, two indexes.</summary>
internal sealed record BenchRow(string Id, string Mission, DateTimeOffset At, string Body)
{
    public static Table<BenchRow> Table { get; } = new("bench")
    {
        Json = BenchRowJson.Default.BenchRow,
        Key = static row => row.Id,
        Indexes = [TableIndex<BenchRow>.On("mission", static row => row.Mission), TableIndex<BenchRow>.OnTime("at", static row => row.At)],
    };

    public static BenchRow Make() =>
        new(Guid.NewGuid().ToString("N"), $"m{Random.Shared.Next(1000)}", DateTimeOffset.UtcNow, new string('x', 200));
}

[JsonSerializable(typeof(BenchRow))]
internal sealed partial class BenchRowJson : JsonSerializerContext;
