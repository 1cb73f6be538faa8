using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /missions?subject=&amp;client=&amp;kind=&amp;tenant=&amp;state=&amp;cursor=&amp;limit=</c>: every Mission, for administrators, newest first.</summary>
internal static class MissionListEndpoint
{
    private const int Usual = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/missions", Handle)
        .RequireAuthorization(Scopes.ManageMissions)
        .WithMetadata(BesidePage.Marker)
        .WithSummary("Missions, page by page.")
        .WithTags("Missions");

    private static async Task<IResult> Handle(HttpContext http, MissionLists lists, MissionJson json, CancellationToken cancellation)
    {
        List<string> errors = [];
        int limit = (int)QueryNumbers.Number(http, "limit", Usual, 1, MissionLists.Most, errors);
        string? place = http.Request.Query["cursor"];
        if (!PageCursor.TryParse(place, out PageCursor cursor) && place is not null)
        {
            errors.Add("cursor has to be the next of another page");
        }

        string? state = http.Request.Query["state"];
        MissionFilter filter = new()
        {
            Subject = http.Request.Query["subject"],
            Client = http.Request.Query["client"],
            Kind = http.Request.Query["kind"],
            Tenant = http.Request.Query["tenant"],
            State = MissionFilter.StateOf(state),
        };
        if (state is not null && filter.State is null)
        {
            errors.Add("state is no state of a Mission");
        }

        if (errors.Count > 0)
        {
            return QueryNumbers.Refused(errors);
        }

        Page<Mission> page = await lists.ReadAsync(filter, place is null ? null : cursor, limit, cancellation);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("missions");
            foreach (Document<Mission> mission in page.Items)
            {
                json.Write(writer, mission.Value, more =>
                {
                    more.WriteString("subject", mission.Value.Subject);
                    more.WriteString("tenant", mission.Value.Tenant);
                    more.WriteString("created_at", FactText.Instant(mission.Value.CreatedAt));
                });
            }

            writer.WriteEndArray();
            if (page.Next is { } next)
            {
                writer.WriteString("next", next.ToString());
            }

            writer.WriteEndObject();
        });
    }
}
