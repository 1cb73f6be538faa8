using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage;

/// <summary>A named way to find rows: under each value that the selector gives.</summary>
/// <typeparam name="T">The document type.</typeparam>
internal sealed record TableIndex<T>
    where T : class
{
    private TableIndex(string name, Func<T, ImmutableArray<string>> values)
    {
        if (!TableDefinition.IsName(name))
        {
            throw new ArgumentException($"'{name}' is not an index name.", nameof(name));
        }

        Name = name;
        Values = values;
    }

    /// <summary>The name on disk.</summary>
    public string Name { get; }

    /// <summary>The values of a document, up to 512 UTF-8 bytes each; none leaves it out of the index.</summary>
    public Func<T, ImmutableArray<string>> Values { get; }

    /// <summary>An index of one value, or none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The selector.</param>
    public static TableIndex<T> On(string name, Func<T, string?> value) => new(name, document => value(document) is { } one ? [one] : []);

    /// <summary>An index of several values.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The selector.</param>
    public static TableIndex<T> OnEach(string name, Func<T, IEnumerable<string>> values) =>
        new(name, document => [.. values(document).Distinct(StringComparer.Ordinal)]);

    /// <summary>An index of a time, which <see cref="TableQuery.Between(string, DateTimeOffset?, DateTimeOffset?)"/> searches.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="time">The selector.</param>
    public static TableIndex<T> OnTime(string name, Func<T, DateTimeOffset?> time) =>
        On(name, document => time(document) is { } at ? TableQuery.TimeValue(at) : null);
}
