namespace MissionPolicy.Server.StatusLists;

/// <summary>That a list exists. Its bits are derived when somebody asks for it.</summary>
internal sealed record StatusListRow
{
    public required long List { get; init; }

    /// <summary>When the last token that may name it has ended.</summary>
    public required DateTimeOffset KeepUntil { get; init; }
}
