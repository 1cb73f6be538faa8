using System.Collections.Immutable;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>One page of a timeline.</summary>
/// <param name="Entries">The records in the order asked for.</param>
/// <param name="Next">Where the next page begins; null when this was the last.</param>
internal sealed record TimelinePage(ImmutableArray<TimelineEntry> Entries, PageCursor? Next);
