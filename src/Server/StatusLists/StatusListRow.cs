namespace MissionPolicy.Server.StatusLists;

/// <summary>A list at rest: its bits are its marks.</summary>
internal sealed record StatusListRow
{
    public required long List { get; init; }

    /// <summary>One more with every change of a mark.</summary>
    public required long Version { get; init; }

    /// <summary>When the last token that may name it has ended.</summary>
    public required DateTimeOffset KeepUntil { get; init; }
}
