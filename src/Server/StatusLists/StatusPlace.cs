namespace MissionPolicy.Server.StatusLists;

/// <summary>The place of one token among all status lists: counted through, list after list.</summary>
/// <param name="Number">From 0.</param>
internal readonly record struct StatusPlace(long Number)
{
    /// <summary>Places in one list. It is part of what numbers mean, so it never changes.</summary>
    public const int Capacity = 1 << 17;

    /// <summary>Which list.</summary>
    public long List => Number / Capacity;

    /// <summary>Where in it: the <c>idx</c>.</summary>
    public int Index => (int)(Number % Capacity);
}
