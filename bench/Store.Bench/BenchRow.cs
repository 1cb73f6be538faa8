using System.Security.Cryptography;
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
        new(RandomNumberGenerator.GetHexString(32, lowercase: true), $"m{RandomNumberGenerator.GetInt32(1000)}", TimeProvider.System.GetUtcNow(), new string('x', 200));
}

[JsonSerializable(typeof(BenchRow))]
internal sealed partial class BenchRowJson : JsonSerializerContext;
