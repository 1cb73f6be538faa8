using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Samples.ResourceGuard;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Samples.CrmApi;

/// <summary>Recording activities. The token is that of the CRM's own authorization server: a token of the home server is refused.</summary>
internal static class ActivityRoutes
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/activities", Create);

    private static IResult Create(HttpContext http, Activity activity, Activities activities, ReceivedCalls received)
    {
        MissionCaller caller = MissionCaller.Of(http);
        ResourceAction create = new()
        {
            Datatype = "crm.activity",
            Operation = "create",
            Attributes = ImmutableDictionary<string, AttributeValue>.Empty.Add("account", AttributeValue.Of(activity.Account)),
        };
        if (caller.Refuse(create) is { } refusal)
        {
            return refusal;
        }

        received.Add(caller, "crm.activity create", JsonSerializer.SerializeToElement(activity, CrmApiJson.Default.Activity));
        activities.Record(activity);
        return TypedResults.Json(activity, CrmApiJson.Default.Activity, statusCode: StatusCodes.Status201Created);
    }
}
