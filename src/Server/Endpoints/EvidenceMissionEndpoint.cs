using System.Text.Json;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /evidence/missions/{mission_ref}?cursor=&amp;limit=&amp;order=</c>: the timeline of one Mission.</summary>
internal static class EvidenceMissionEndpoint
{
    private const int Usual = 50;
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/evidence/missions/{missionRef}", Handle)
        .RequireAuthorization(Scopes.ReadEvidence)
        .WithSummary("What the log tells of one Mission.")
        .WithTags("Evidence");

    private static async Task<IResult> Handle(
        HttpContext http, string missionRef, MissionFinder missions, EvidenceTimeline timeline, CancellationToken cancellation)
    {
        List<string> errors = [];
        int limit = (int)QueryNumbers.Number(http, "limit", Usual, 1, Most, errors);
        string? place = http.Request.Query["cursor"];
        if (!PageCursor.TryParse(place, out PageCursor cursor) && place is not null)
        {
            errors.Add("cursor has to be the next of another page");
        }

        string? order = http.Request.Query["order"];
        if (order is not (null or "asc" or "desc"))
        {
            errors.Add("order has to be asc or desc");
        }

        if (errors.Count > 0)
        {
            return QueryNumbers.Refused(errors);
        }

        if (await missions.ByRefAsync(missionRef, cancellation) is not { } mission)
        {
            return MissionOperationEndpoint.Unknown;
        }

        TimelinePage page = await timeline.ReadAsync(mission.Key, place is null ? null : cursor, limit, cancellation, order == "desc");
        return new JsonAnswer(writer => Write(writer, missionRef, page));
    }

    private static void Write(Utf8JsonWriter writer, string missionRef, TimelinePage page)
    {
        writer.WriteStartObject();
        writer.WriteString("mission_ref", missionRef);
        writer.WriteStartArray("records");
        foreach (TimelineEntry entry in page.Entries)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", entry.Number);
            writer.WriteString("at", entry.At);
            writer.WriteString("kind", entry.Kind);
            writer.WritePropertyName("payload");
            JsonSerializer.Serialize(writer, entry.Entry, EvidenceJson.Default.EvidenceEntry);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (page.Next is { } next)
        {
            writer.WriteString("next", next.ToString());
        }

        writer.WriteEndObject();
    }
}
