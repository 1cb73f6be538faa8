namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Removes rows past their expiry, a bounded number at a time.</summary>
internal static class ExpirySweep
{
    /// <summary>Removes the rows that expired first.</summary>
    /// <param name="write">The write.</param>
    /// <param name="limit">At most this many.</param>
    /// <returns>How many were removed.</returns>
    public static int Run(StoreTransaction write, int limit)
    {
        CellRange expired = new(Spaces.Expiry, string.Empty, TableQuery.TimeValue(write.Now) + StoreKey.Ceiling);
        List<Cell> due = [.. write.View.Scan(expired, descending: false, limit).Take(limit)];
        foreach (string[] parts in due.Select(static cell => cell.Id.Split(StoreKey.Separator, 3)))
        {
            write.Remove(parts[1], parts[2]);
        }

        return due.Count;
    }
}
