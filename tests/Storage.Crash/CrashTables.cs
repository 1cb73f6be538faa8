using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Crash;

/// <summary>The store of the kill test: tables and options.</summary>
internal static class CrashTables
{
    public const string Steps = "steps";
    public const string Shared = "shared";
    public const string EvidenceKind = "pair";

    public static Table<CrashRow> Left { get; } = Of("left_half");

    public static Table<CrashRow> Right { get; } = Of("right_half");

    public static Table<CrashRow> Once { get; } = Of("once_only");

    public static TableDefinition[] All { get; } = [Left, Right, Once];

    public static StorageOptions Options(string path, long segmentBytes) =>
        new() { Path = path, SegmentBytes = segmentBytes, CheckpointBytes = 1 << 30, GroupLimit = 32, PendingCells = 100 };

    private static Table<CrashRow> Of(string name) => new(name)
    {
        Json = CrashRowJson.Default.CrashRow,
        Key = static row => row.Id,
        Indexes = [TableIndex<CrashRow>.On("writer", static row => $"w{row.Writer}")],
    };
}
