using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Samples.ResourceGuard;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Samples.MailApi;

/// <summary>Sending mail: nobody but the recipients that the token names.</summary>
internal static class MessageRoutes
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/messages", Send);

    private static IResult Send(HttpContext http, Message message, Outbox outbox, ReceivedCalls received)
    {
        if (message.To.Count == 0)
        {
            return TypedResults.BadRequest();
        }

        MissionCaller caller = MissionCaller.Of(http);
        ResourceAction send = new()
        {
            Datatype = "mail.message",
            Operation = "send",
            Attributes = ImmutableDictionary<string, AttributeValue>.Empty.Add("recipients", AttributeValue.Of(message.To)),
        };
        if (caller.Refuse(send) is { } refusal)
        {
            return refusal;
        }

        received.Add(caller, "mail.message send", JsonSerializer.SerializeToElement(message, MailApiJson.Default.Message));
        outbox.Send(message);
        return TypedResults.Accepted((string?)null);
    }
}
