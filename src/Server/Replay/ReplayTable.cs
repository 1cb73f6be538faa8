using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Replay;

/// <summary>The table of this room.</summary>
internal static class ReplayTable
{
    public static readonly Table<UsedValue> Used = new("used_values")
    {
        Json = ReplayJson.Default.UsedValue,
        Key = static used => used.Hash,
        Expires = static used => used.Until,
    };
}
