namespace MissionPolicy.Server.StatusLists;

/// <summary>That a token is not valid. A place without a mark is.</summary>
internal sealed record StatusMark
{
    public required long Number { get; init; }

    public required TokenStatus Status { get; init; }

    /// <summary>Some time after the token's end, when nobody asks for it any more.</summary>
    public required DateTimeOffset KeepUntil { get; init; }

    public StatusPlace Place => new(Number);
}
