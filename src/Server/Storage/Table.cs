using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;

namespace MissionPolicy.Server.Storage;

/// <summary>Declares where a document type rests: one static instance, registered with <c>AddStoreTable</c>.</summary>
/// <typeparam name="T">The document type; immutable.</typeparam>
/// <param name="name">Lower-case name: a letter, then letters, digits and underscores; up to 40. It is on disk, so it never changes.</param>
internal sealed class Table<T>(string name) : TableDefinition(name)
    where T : class
{
    /// <summary>How to write and read a document (source generated).</summary>
    public required JsonTypeInfo<T> Json { get; init; }

    /// <summary>The key of a document.</summary>
    public required Func<T, string> Key { get; init; }

    /// <summary>What rows can be found by besides the key.</summary>
    public ImmutableArray<TableIndex<T>> Indexes { get; init; } = [];

    /// <summary>When a document ceases to exist (null: never). From then on no read returns it; the writer removes it in the background.</summary>
    public Func<T, DateTimeOffset?> Expires { get; init; } = static _ => null;

    /// <inheritdoc/>
    internal override IEnumerable<string> IndexNames => Indexes.Select(static i => i.Name);

    /// <inheritdoc/>
    internal override string? Reindex(IReindexer pass, string? after) => pass.Reindex(this, after);
}
