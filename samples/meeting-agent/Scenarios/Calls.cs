using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Resources;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>The calls at the three servers.</summary>
internal static class Calls
{
    public static Task<HttpResponseMessage> BusyAsync(this HttpClient calendar, Meeting meeting, CancellationToken cancellation) =>
        calendar.GetAsync(
            new Uri($"/calendars/{Meeting.CalendarId}/events?from={Text(meeting.From)}&to={Text(meeting.To)}", UriKind.Relative), cancellation);

    public static Task<HttpResponseMessage> CreateAsync(this HttpClient calendar, string calendarId, DateTimeOffset starts, CancellationToken cancellation) =>
        calendar.PostAsync(
            new Uri($"/calendars/{calendarId}/events", UriKind.Relative),
            Json(new JsonObject { ["title"] = "Engineering sync", ["starts"] = Text(starts), ["ends"] = Text(starts.AddHours(1)) }),
            cancellation);

    public static Task<HttpResponseMessage> InviteAsync(this HttpClient mail, string[] recipients, CancellationToken cancellation) =>
        mail.PostAsync(
            new Uri("/messages", UriKind.Relative),
            Json(new JsonObject
            {
                ["to"] = new JsonArray([.. recipients.Select(static recipient => (JsonNode)recipient!)]), ["subject"] = "Engineering sync", ["text"] = "You are invited.",
            }),
            cancellation);

    public static Task<HttpResponseMessage> RecordAsync(this HttpClient crm, string account, CancellationToken cancellation) =>
        crm.PostAsync(
            new Uri("/activities", UriKind.Relative), Json(new JsonObject { ["account"] = account, ["text"] = "Follow-up agreed with the engineering team." }), cancellation);

    /// <summary>The answer in a few words.</summary>
    public static string Said(this HttpResponseMessage response) =>
        $"{(int)response.StatusCode}" + (MissionRefusal.ChallengeOf(response) is { } error ? $" {error.Code}" + (error.Description is { } why ? $" ({why})" : string.Empty) : string.Empty)
        + (MissionRefusal.Of(response) is { } refusal ? $" {Story.Answers.Said(refusal)}" : string.Empty);

    public static bool Is(this HttpResponseMessage response, HttpStatusCode status, string error) =>
        response.StatusCode == status && MissionRefusal.ChallengeOf(response)?.Code == error;

    // With its length known, so that it can be sent once more with a nonce.
    private static ByteArrayContent Json(JsonObject body)
    {
        ByteArrayContent content = new(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
