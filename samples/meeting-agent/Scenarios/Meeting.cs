using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>The meeting of the article: its request, and what is wanted at each server.</summary>
internal sealed record Meeting
{
    public const string Team = "eng-team@example.com";
    public const string Press = "press@example.org";
    public const string CalendarId = "cal_team01";
    public const string Title = "Schedule a team meeting";

    public Meeting(DateTimeOffset now)
    {
        From = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(8), TimeSpan.Zero);
        To = From.AddDays(4).AddHours(10);
    }

    /// <summary>Begin of the window.</summary>
    public DateTimeOffset From { get; }

    /// <summary>End of the window.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The start that was found.</summary>
    public DateTimeOffset Slot => From.AddHours(26);

    public MissionRequest Request => new()
    {
        Scope = "openid offline_access evaluate",
        Context = new ClientContext
        {
            App = "ai_assistant",
            Tenant = new TenantContext("example.com"),
            Purpose = new PurposeContext
            {
                Kind = "https://assistant.example.com/purposes/schedule-meeting",
                Params = new ContextParams()
                    .Text("calendar", CalendarId)
                    .Object("window", new ContextParams().Instant("from", From).Instant("to", To))
                    .Texts("attendees", Team)
                    .Build(),
                Display = new DisplayText(Title, "Find a slot, invite the engineering team, log it in the CRM.", "en"),
                Actor = new ActorHint("agent", "agent-7f3a2b1c"),
                Constraints = new ContextConstraints { MaxDuration = TimeSpan.FromHours(4) },
            },
        },
    };

    public static ResourceAccess CalendarAccess { get; } = new() { Resource = Addresses.Calendar, Datatypes = ["calendar.event"], Actions = ["read", "create"] };

    public static ResourceAccess CrmAccess { get; } = new() { Resource = Addresses.Crm, Datatypes = ["crm.activity"], Actions = ["create"] };

    /// <summary>Mail to these people and nobody else.</summary>
    public static ResourceAccess MailTo(params string[] recipients) => new()
    {
        Resource = Addresses.Mail,
        Datatypes = ["mail.message"],
        Actions = ["send"],
        Constraints = new ContextParams().Texts("recipients", recipients).Build(),
    };

    public static JsonElement Recipients(params string[] recipients) => new ContextParams().Texts("recipients", recipients).Build();
}
