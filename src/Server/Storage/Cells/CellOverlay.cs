namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Changes that are not yet part of what lies below, and a view of both together.</summary>
/// <param name="below">What lies below.</param>
internal sealed class CellOverlay(ICellView below) : ICellView
{
    private readonly Dictionary<string, Space> _spaces = new(StringComparer.Ordinal);

    /// <summary>Bytes of content changed, a measure of the journal record.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many cells have changed.</summary>
    public int Count { get; private set; }

    /// <summary>Every change, one a cell.</summary>
    public IEnumerable<CellChange> Changes =>
        _spaces.SelectMany(static space => space.Value.Cells.Select(cell => new CellChange(space.Key, cell.Key, cell.Value.Content, cell.Value.IsNew)));

    /// <summary>Sets or removes a cell.</summary>
    /// <param name="change">The change.</param>
    public void Set(CellChange change)
    {
        if (!_spaces.TryGetValue(change.Space, out Space? space))
        {
            _spaces[change.Space] = space = new Space();
        }

        // What lies below has the cell or not, whatever became of it up here: the first change of a cell knows.
        bool isNew = space.Cells.TryGetValue(change.Id, out Changed earlier) ? earlier.IsNew : change.IsNew;
        Count += space.Ids.Add(change.Id) ? 1 : 0;
        space.Cells[change.Id] = new Changed(change.Content, isNew);
        Bytes += change.Space.Length + change.Id.Length + (change.Content?.Bytes.Length ?? 0);
    }

    /// <inheritdoc/>
    public CellContent? Get(string space, string id) =>
        _spaces.TryGetValue(space, out Space? own) && own.Cells.TryGetValue(id, out Changed changed) ? changed.Content : below.Get(space, id);

    /// <inheritdoc/>
    public IEnumerable<Cell> Scan(CellRange range, bool descending, int expected)
    {
        if (range.IsEmpty)
        {
            return [];
        }

        if (!_spaces.TryGetValue(range.Space, out Space? own))
        {
            return below.Scan(range, descending, expected);
        }

        // A copy, because the caller may change cells while it walks.
        SortedSet<string> view = own.Ids.GetViewBetween(range.Low, range.High);
        KeyValuePair<string, CellContent?>[] changed =
            [.. (descending ? view.Reverse() : view).Select(id => KeyValuePair.Create(id, own.Cells[id].Content))];
        return Merge(changed, below.Scan(range, descending, expected + changed.Length), descending);
    }

    private static IEnumerable<Cell> Merge(KeyValuePair<string, CellContent?>[] changed, IEnumerable<Cell> below, bool descending)
    {
        int next = 0;
        foreach (Cell cell in below)
        {
            bool replaced = false;
            for (; next < changed.Length && !replaced && Compare(changed[next].Key, cell.Id, descending) is <= 0 and int order; next++)
            {
                replaced = order == 0;
                if (changed[next].Value is { } content)
                {
                    yield return new Cell(changed[next].Key, content);
                }
            }

            if (!replaced)
            {
                yield return cell;
            }
        }

        foreach (KeyValuePair<string, CellContent?> rest in changed.Skip(next))
        {
            if (rest.Value is { } added)
            {
                yield return new Cell(rest.Key, added);
            }
        }
    }

    private static int Compare(string left, string right, bool descending) =>
        descending ? string.CompareOrdinal(right, left) : string.CompareOrdinal(left, right);

    private readonly record struct Changed(CellContent? Content, bool IsNew);

    private sealed class Space
    {
        public SortedSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Changed> Cells { get; } = new(StringComparer.Ordinal);
    }
}
