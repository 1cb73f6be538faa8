using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Oversight;

/// <summary>Puts together what pages show of Missions: words of ours, never the client's.</summary>
internal sealed class MissionViews(
    MissionSeal seal, CatalogHost catalog, IClientRegistry clients, ISubjects subjects, EvidenceTimeline timeline, TimeProvider time)
{
    /// <summary>How many lines a list shows of each Mission.</summary>
    public const int FewLines = 5;

    /// <summary>How many lines a Mission's own page shows.</summary>
    public const int ManyLines = 50;

    /// <summary>A Mission with its newest history.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="reader">Who looks at it, by their <c>sub</c>.</param>
    /// <param name="lines">How many lines at most.</param>
    /// <param name="older">Where to go on in the history; null for the newest.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<MissionView> OfAsync(Mission mission, string reader, int lines, PageCursor? older, CancellationToken cancellation)
    {
        CompiledCatalog now = catalog.Current;
        CatalogEntry? entry = now.Purpose(mission.Kind)?.Entry;
        TimelinePage page = await timeline.ReadAsync(mission.MissionId, older, lines, cancellation, newestFirst: true);
        return new MissionView
        {
            Mission = mission,
            State = MissionClock.Effective(mission, time.GetUtcNow()),
            Envelope = EnvelopeDescription.Of(seal.Held(mission).Envelope, entry, now.Vocabulary),
            ClientName = (await clients.FindAsync(mission.Client, cancellation))?.Name ?? mission.Client,
            SubjectName = (await subjects.FindAsync(mission.Subject, cancellation))?.Name ?? mission.Subject,
            Lines = [.. page.Entries.Select(record => TimelineWords.Of(record, reader == mission.Subject))],
            Older = page.Next?.ToString(),
        };
    }

    /// <summary>A page of Missions.</summary>
    public async Task<IReadOnlyList<MissionView>> OfAsync(Page<Mission> page, string reader, CancellationToken cancellation)
    {
        List<MissionView> views = new(page.Items.Length);
        foreach (Document<Mission> mission in page.Items)
        {
            views.Add(await OfAsync(mission.Value, reader, FewLines, null, cancellation));
        }

        return views;
    }
}
