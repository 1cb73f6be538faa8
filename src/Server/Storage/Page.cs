using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage;

/// <summary>One page of a query.</summary>
/// <typeparam name="T">The document type.</typeparam>
/// <param name="Items">The rows, in the order of the query.</param>
/// <param name="Next">Where the next page begins; null when this was the last.</param>
internal sealed record Page<T>(ImmutableArray<Document<T>> Items, PageCursor? Next)
    where T : class;
