using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>Traces that name the lines.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData("another object of the same allowed class", "answer   inside", "met  authority.calendar.event.where.calendar: cal_team01  purposes/schedule-meeting.yaml:54:7")]
    [InlineData("a stronger operation", "answer   asked again", "left operation_stronger, authority.calendar.event.operation_stronger: asked delete, allowed create, read, update  purposes/schedule-meeting.yaml:50:5")]
    [InlineData("what is forbidden whoever asks", "answer   refused", "left forbidden_by_catalog, never.mail.message.delete: asked delete  purposes/schedule-meeting.yaml:64:5")]
    [InlineData("an agent needs a phishing-resistant sign-in", "answer   step up first", "authentication.step_up.agents-need-phishing-resistant (acr phr)  purposes/schedule-meeting.yaml:36:7")]
    [InlineData("a calendar that is none", "answer   refused", "params_invalid")]
    public async Task A_case_is_traced(string name, params string[] said)
    {
        ToolRun run = await catalog.RunAsync("explain", "schedule-meeting", name);
        Assert.Equal((ExitCodes.Clean, ""), (run.Code, run.Errors));
        Assert.All(said, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
        Assert.True(run.Output.Split('\n').Length < 20, run.Output);
    }

    [Fact]
    public async Task An_action_as_JSON_is_traced_in_the_Mission_that_was_given()
    {
        ToolRun run = await catalog.RunAsync(
            "explain",
            "https://finance.example.com/purposes/payment-batch",
            """{"resource":"payment.transfer","operation":"execute","amount":11,"batch":"bat_20261201","currency":"EUR"}""",
            "--mission",
            """{"params":{"batch":"bat_20261201","currency":"EUR","limit":10}}""");
        Assert.Equal(ExitCodes.Clean, run.Code);
        Assert.Contains("left param_outside_bounds", run.Output, StringComparison.Ordinal);
        Assert.Contains("asked 11, allowed amount is at most 10, amount is over 0", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a restart was not asked for", "answer   asked again")]
    [InlineData("a restart that was asked for", "answer   inside")]
    [InlineData("a shell cannot even be asked for", "answer   refused")]
    public async Task A_case_says_what_is_asked_for(string name, string said) =>
        Assert.Contains(said, (await catalog.RunAsync("explain", "incident-response", name)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("outside the param bounds", "next     push a request with params", "\"calendar\":\"cal_board1\"")]
    [InlineData("a new subject", ", which user_2 approves")]
    [InlineData("a stronger operation", "next     change the catalog; identity-governance@example.com answers for this entry", "operation_stronger: $.authority[0].operations  purposes/schedule-meeting.yaml:52:5")]
    [InlineData("a broader propagation", "propagation_audience: $.propagation.audiences", "propagation_depth: $.propagation.depth")]
    public async Task A_crossing_is_followed_by_its_next_step(string name, params string[] said)
    {
        ToolRun run = await catalog.RunAsync("explain", "schedule-meeting", name);
        Assert.All(said, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_purpose_that_covers_it_is_named()
    {
        ToolRun run = await catalog.RunAsync("explain", "schedule-meeting", """{"resource":"mail.message","operation":"read","mailbox":"user_1@example.com"}""");
        Assert.Contains("next     ask for https://assistant.example.com/purposes/summarize-inbox with params {\"mailbox\":\"user_1@example.com\"}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_may_stand_in_a_file()
    {
        catalog.Write("action.json", """{"resource":"calendar.event","operation":"read","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}""");
        Assert.Contains(
            "answer   inside", (await catalog.RunAsync("explain", "schedule-meeting", "@action.json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_is_told_in_the_words_of_its_rules()
    {
        ToolRun run = await catalog.RunAsync("explain", "schedule-meeting");
        Assert.Contains(
            "asks       one person 20 times in PT1H at most  purposes/schedule-meeting.yaml:46:3", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "may        send mail.message at https://email-api.example.com where recipients only has params.attendees  purposes/schedule-meeting.yaml:56:5",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("never      delete mail.message", run.Output, StringComparison.Ordinal);
        Assert.Contains("changes    narrow live Missions to what the entry still gives", run.Output, StringComparison.Ordinal);
        string incident = (await catalog.RunAsync("explain", "incident-response")).Output;
        Assert.Contains("may        inspect host.session", incident, StringComparison.Ordinal);
        Assert.Contains("may ask    restart host.session", incident, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean schedule-meeting?", "schedule-meting")]
    [InlineData("neither the name of a case nor a JSON object", "schedule-meeting", "no such case")]
    [InlineData("`resource` and `operation` are needed", "schedule-meeting", "{}")]
    [InlineData("could not find", "schedule-meeting", "@none.json")]
    public async Task What_cannot_be_explained_is_told(string said, params string[] args)
    {
        ToolRun run = await catalog.RunAsync(["explain", .. args]);
        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.OrdinalIgnoreCase);
    }
}
