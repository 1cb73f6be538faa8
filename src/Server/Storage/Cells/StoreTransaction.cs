using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.Cells;

/// <summary>One write: collects its effects over what lies below, until the writer takes them.</summary>
/// <param name="below">The state with the earlier writes of the group.</param>
/// <param name="tables">The registered tables.</param>
/// <param name="now">The time of the write.</param>
internal sealed class StoreTransaction(ICellView below, IReadOnlySet<TableDefinition> tables, DateTimeOffset now) : IStoreTransaction
{
    /// <summary>
    /// Most content one write may change: 12 MiB. More is many writes. LiteDB refuses a document of 15.9 MiB, which would be too late: the journal has it by then.
    /// </summary>
    private const long MaxBytes = 12 * 1024 * 1024;

    private static readonly CellContent Nothing = new([]);

    private readonly CellOverlay _cells = new(below);
    private readonly List<EvidenceRecord> _evidence = [];
    private bool _closed;

    /// <inheritdoc/>
    public DateTimeOffset Now { get; } = now.ToUniversalTime();

    private RowReader Rows => new(_cells, Now);

    /// <inheritdoc/>
    public Document<T>? Get<T>(Table<T> table, string key)
        where T : class => Use(table).Get(table, key);

    /// <inheritdoc/>
    public Page<T> Find<T>(Table<T> table, TableQuery query)
        where T : class => Use(table).Find(table, query);

    /// <inheritdoc/>
    public long Count<T>(Table<T> table, TableQuery query)
        where T : class => Use(table).Count(table, query);

    /// <inheritdoc/>
    public WriteResult Insert<T>(Table<T> table, T value)
        where T : class
    {
        RowCell? old = Use(table).StoredCell(table.Name, table.Key(value));
        return old is null || old.IsExpired(Now) ? new WriteResult.Written(Put(table, value, old)) : new WriteResult.Conflict(old.Version);
    }

    /// <inheritdoc/>
    public void Add<T>(Table<T> table, T value)
        where T : class
    {
        Use(table);
        Put(table, value, null);
    }

    /// <inheritdoc/>
    public WriteResult Update<T>(Table<T> table, T value, long expectedVersion)
        where T : class => Use(table).Cell(table.Name, table.Key(value)) switch
        {
            null => new WriteResult.Missing(),
            { } row when row.Version != expectedVersion => new WriteResult.Conflict(row.Version),
            { } row => new WriteResult.Written(Put(table, value, row)),
        };

    /// <inheritdoc/>
    public long Put<T>(Table<T> table, T value)
        where T : class => Put(table, value, Use(table).StoredCell(table.Name, table.Key(value)));

    /// <inheritdoc/>
    public bool Delete<T>(Table<T> table, string key)
        where T : class
    {
        bool existed = Use(table).Cell(table.Name, key) is not null;
        Remove(table.Name, key);
        return existed;
    }

    /// <inheritdoc/>
    public long NextSequence(string name) => NextNumber(Spaces.Sequence(name));

    /// <inheritdoc/>
    public long AppendEvidence<T>(string kind, T payload, JsonTypeInfo<T> json)
        where T : class
    {
        string canonical = CanonicalJson.Serialize(JsonSerializer.SerializeToElement(payload, json));
        long number = NextNumber(Spaces.EvidenceCounter);
        _evidence.Add(new EvidenceRecord(number, Now, kind, Encoding.UTF8.GetBytes(canonical)));
        return number;
    }

    /// <summary>Writes a row with its index entries and expiry; the old ones go.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The document.</param>
    /// <param name="old">The row that is there.</param>
    /// <param name="version">The version to write.</param>
    internal void Write<T>(Table<T> table, string key, T value, RowCell? old, long version)
        where T : class
    {
        if (!StoreKey.IsKey(key))
        {
            throw new ArgumentException($"Table {table.Name}: a key is 1 to {StoreKey.MaxKeyBytes} bytes of text; hash what may be longer.", nameof(key));
        }

        string[] entries = [.. table.Indexes.SelectMany(index => index.Values(value).Select(v => Entry(table, index.Name, v, key)))];
        RowCell row = new(version, table.Expires(value)?.ToUniversalTime(), entries, JsonSerializer.SerializeToUtf8Bytes(value, table.Json));
        Unlink(table.Name, key, old);
        CellContent entry = new(new IndexCell(key, row.ExpiresAt).Encode());
        bool isNew = old is null;
        foreach (string id in entries)
        {
            _cells.Set(new CellChange(Spaces.Index(table.Name), id, entry, isNew));
        }

        if (row.ExpiresAt is { } at)
        {
            _cells.Set(new CellChange(Spaces.Expiry, QueryRange.Expiry(at, table.Name, key), Nothing, isNew));
        }

        _cells.Set(new CellChange(Spaces.Rows(table.Name), key, new CellContent(row.Encode()), isNew));
    }

    /// <summary>Removes a row, expired or not, with its index entries and expiry.</summary>
    /// <param name="table">The table's name; it need not be registered any more.</param>
    /// <param name="key">The key.</param>
    internal void Remove(string table, string key)
    {
        if (Rows.StoredCell(table, key) is { } row)
        {
            Unlink(table, key, row);
            _cells.Set(new CellChange(Spaces.Rows(table), key, null));
        }
    }

    /// <summary>Sets a cell outside the tables.</summary>
    /// <param name="change">The change.</param>
    internal void Set(CellChange change) => _cells.Set(change);

    /// <summary>The cells as this write sees them.</summary>
    internal ICellView View => _cells;

    /// <summary>What it has changed so far, evidence included.</summary>
    internal long Bytes => _cells.Bytes + _evidence.Sum(static e => (long)e.Json.Length);

    /// <summary>Ends the write and takes its effects; null when it had none.</summary>
    /// <param name="sequence">Its place in the order of writes.</param>
    /// <exception cref="InvalidOperationException">It changed more than one write may.</exception>
    internal JournalRecord? Close(long sequence)
    {
        _closed = true;
        if (Bytes > MaxBytes)
        {
            throw new InvalidOperationException($"One write may change {MaxBytes} bytes; split it.");
        }

        ImmutableArray<CellChange> changes = [.. _cells.Changes];
        return changes.IsEmpty ? null : new JournalRecord(sequence, changes, [.. _evidence]);
    }

    /// <summary>Ends the write without effect.</summary>
    internal void Abandon() => _closed = true;

    private long Put<T>(Table<T> table, T value, RowCell? old)
        where T : class
    {
        long version = old is null || old.IsExpired(Now) ? 1 : old.Version + 1;
        Write(table, table.Key(value), value, old, version);
        return version;
    }

    private static string Entry<T>(Table<T> table, string index, string value, string key)
        where T : class => StoreKey.IsValue(value)
            ? QueryRange.Entry(index, value, key)
            : throw new ArgumentException($"Table {table.Name}, index {index}: a value is up to {StoreKey.MaxValueBytes} bytes of text.", nameof(value));

    private void Unlink(string table, string key, RowCell? row)
    {
        foreach (string id in row?.Entries ?? [])
        {
            _cells.Set(new CellChange(Spaces.Index(table), id, null));
        }

        if (row?.ExpiresAt is { } at)
        {
            _cells.Set(new CellChange(Spaces.Expiry, QueryRange.Expiry(at, table, key), null));
        }
    }

    private long NextNumber(string id)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        long next = (_cells.Get(Spaces.Counters, id) is { } last ? BinaryPrimitives.ReadInt64LittleEndian(last.Bytes) : 0) + 1;
        byte[] stored = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(stored, next);
        _cells.Set(new CellChange(Spaces.Counters, id, new CellContent(stored)));
        return next;
    }

    private RowReader Use(TableDefinition table)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return tables.Contains(table)
            ? Rows
            : throw new InvalidOperationException($"Table {table.Name} is not registered (AddStoreTable).");
    }
}
