using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Samples.ResourceGuard;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Samples.CalendarApi;

/// <summary>Reading and making events. Each request is judged by the token alone: calendar and start have to be inside its constraints.</summary>
internal static class EventRoutes
{
    private const string Datatype = "calendar.event";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/calendars/{calendar}/events", List);
        routes.MapPost("/calendars/{calendar}/events", Create);
    }

    private static IResult List(HttpContext http, string calendar, DateTimeOffset from, DateTimeOffset to, Calendars calendars, ReceivedCalls received)
    {
        if (to <= from)
        {
            return TypedResults.BadRequest();
        }

        // Every start that may be answered lies between the two: both ends inside, all inside.
        MissionCaller caller = MissionCaller.Of(http);
        if ((caller.Refuse(Action("read", calendar, from)) ?? caller.Refuse(Action("read", calendar, to.AddTicks(-1)))) is { } refusal)
        {
            return refusal;
        }

        received.Add(caller, "calendar.event read");
        return TypedResults.Json(calendars.Between(calendar, from, to), CalendarApiJson.Default.IReadOnlyListCalendarEvent);
    }

    private static IResult Create(HttpContext http, string calendar, NewEvent wanted, Calendars calendars, ReceivedCalls received)
    {
        if (wanted.Ends <= wanted.Starts)
        {
            return TypedResults.BadRequest();
        }

        MissionCaller caller = MissionCaller.Of(http);
        if (caller.Refuse(Action("create", calendar, wanted.Starts)) is { } refusal)
        {
            return refusal;
        }

        received.Add(caller, "calendar.event create", JsonSerializer.SerializeToElement(wanted, CalendarApiJson.Default.NewEvent));
        CalendarEvent made = calendars.Add(calendar, wanted);
        return TypedResults.Json(made, CalendarApiJson.Default.CalendarEvent, statusCode: StatusCodes.Status201Created);
    }

    private static ResourceAction Action(string operation, string calendar, DateTimeOffset starts) => new()
    {
        Datatype = Datatype,
        Operation = operation,
        Attributes = ImmutableDictionary<string, AttributeValue>.Empty.Add("calendar", AttributeValue.Of(calendar)).Add("starts", AttributeValue.Of(starts)),
    };
}
