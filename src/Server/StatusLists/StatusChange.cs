namespace MissionPolicy.Server.StatusLists;

/// <summary>That something happened to whatever tokens belong to: one row, however many tokens that are. What a token is now is not written here; it is derived.</summary>
internal sealed record StatusChange
{
    public required StatusOwner Kind { get; init; }

    /// <summary>The Mission, the family or the token, by its key.</summary>
    public required string Owner { get; init; }

    /// <summary>One more with every change: the last of them is the version of the lists.</summary>
    public required long Number { get; init; }

    /// <summary>The list of the one token that it is about; null where the tokens may be in any.</summary>
    public long? List { get; init; }

    /// <summary>Some time after the end of the last token that it may be about, when nobody asks for it any more.</summary>
    public required DateTimeOffset KeepUntil { get; init; }
}
