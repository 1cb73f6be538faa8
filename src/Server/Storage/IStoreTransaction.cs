using System.Text.Json.Serialization.Metadata;

namespace MissionPolicy.Server.Storage;

/// <summary>What a write may do. It sees its own changes. Valid only inside the call it was handed to.</summary>
internal interface IStoreTransaction
{
    /// <summary>The time of this write, the same for all of it (UTC).</summary>
    DateTimeOffset Now { get; }

    /// <summary>One row by its key.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    Document<T>? Get<T>(Table<T> table, string key)
        where T : class;

    /// <summary>One page of rows.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="query">Which rows, in which direction, from where.</param>
    Page<T> Find<T>(Table<T> table, TableQuery query)
        where T : class;

    /// <summary>How many rows a query covers, whatever its limit and cursor.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="query">Which rows.</param>
    long Count<T>(Table<T> table, TableQuery query)
        where T : class;

    /// <summary>Adds a row; refused when its key is taken.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="value">The document; its key comes from the table's selector.</param>
    WriteResult Insert<T>(Table<T> table, T value)
        where T : class;

    /// <summary>Adds a row under a key that no row ever had, because it was made for this one: at least 128 random bits, or a number of a counter.
    /// The key is not looked for, which is what makes this cheaper than <see cref="Insert"/>; a key that is taken stops the store, and is a bug.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="value">The document.</param>
    void Add<T>(Table<T> table, T value)
        where T : class;

    /// <summary>Replaces a row; refused when it is absent or another version.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="value">The document.</param>
    /// <param name="expectedVersion">The version the caller read.</param>
    WriteResult Update<T>(Table<T> table, T value, long expectedVersion)
        where T : class;

    /// <summary>Adds or replaces a row, whatever is there.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="value">The document.</param>
    /// <returns>The new version.</returns>
    long Put<T>(Table<T> table, T value)
        where T : class;

    /// <summary>Removes a row.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    /// <returns>Whether there was one.</returns>
    bool Delete<T>(Table<T> table, string key)
        where T : class;

    /// <summary>The next value of a named counter: 1, 2, 3 … without gaps, because a write that fails takes none.</summary>
    /// <param name="name">The counter.</param>
    long NextSequence(string name);

    /// <summary>Appends to the evidence log, durable and atomic with the other changes of this write.</summary>
    /// <typeparam name="T">The payload type.</typeparam>
    /// <param name="kind">What kind of record, for example <c>mission.approved</c>.</param>
    /// <param name="payload">The payload; it can never be changed or removed, so protect personal fields first. It is kept in canonical form.</param>
    /// <param name="json">How to write it.</param>
    /// <returns>The number of the record.</returns>
    long AppendEvidence<T>(string kind, T payload, JsonTypeInfo<T> json)
        where T : class;
}
