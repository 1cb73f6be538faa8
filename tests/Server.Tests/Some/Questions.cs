namespace MissionPolicy.Server.Tests.Some;

/// <summary>Bodies of requests, by name.</summary>
internal static class Questions
{
    public const string Subject = """{"type":"user","id":"user_1"}""";

    public const string Event = """{"type":"calendar.event","id":"evt_9","properties":{"tenant":"example.com","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}}""";

    public const string Mission = """{"mission_ref":"mr_sample"}""";

    public static string Evaluation(string operation = "create", string subject = Subject, string resource = Event, string context = Mission) =>
        $$"""{"subject":{{subject}},"action":{"name":"{{operation}}"},"resource":{{resource}},"context":{{context}}}""";

    public const string ClientContext = """
        {"contexts":{"app":{"id":"ai_assistant"},"tenant":{"id":"example.com"},"purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting",
        "params":{"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"},"attendees":["eng-team@example.com"]}}}}
        """;

    public static string Bootstrap(string more = "", string context = ClientContext, string client = "assistant", string acr = "phr") =>
        $$"""{"client":"{{client}}","client_context":{{context}},"subject":"user_1","acr":"{{acr}}"{{more}}}""";
}
