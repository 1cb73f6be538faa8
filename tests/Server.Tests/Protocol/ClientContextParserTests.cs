using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Protocol;

/// <summary>Client Context: the checks that need no client and no catalog, in their order.</summary>
public sealed class ClientContextParserTests
{
    private const string Kind = "https://assistant.example.com/purposes/schedule-meeting";

    [Fact]
    public void The_example_is_read()
    {
        RequestedContext context = Valid("""
            { "contexts": {
                "app": { "id": "ai_assistant" }, "tenant": { "id": "t-1", "domain": "example.com" },
                "purpose": {
                  "kind": "https://assistant.example.com/purposes/schedule-meeting",
                  "params": { "calendar": "cal_team01" },
                  "display": { "title": "Schedule a team meeting", "description": "Find a slot,\ninvite the team.", "locale": "en-GB" },
                  "actor": { "type": "agent", "id": "agent-7f3a2b1c", "sub": "user_1" },
                  "constraints": { "expires_at": "2026-12-05T18:00:00+02:00", "max_duration": 28800 } } } }
            """);
        Assert.Equal(["app", "purpose", "tenant"], context.Types);
        Assert.Equal(("ai_assistant", "t-1", "example.com"), (context.Application, context.Tenant, context.TenantDomain));
        RequestedPurposeContext purpose = context.Purpose!;
        Assert.Equal((Kind, "cal_team01"), (purpose.Kind, purpose.Params.GetProperty("calendar").GetString()));
        Assert.Equal(new RequestedDisplay("Schedule a team meeting", "Find a slot,\ninvite the team.", "en-GB"), purpose.Display);
        Assert.Equal(("agent", "agent-7f3a2b1c"), (purpose.Actor!.Type, purpose.Actor.Id));
        Assert.Equal(new DateTimeOffset(2026, 12, 5, 16, 0, 0, TimeSpan.Zero), purpose.ExpiresAt);
        Assert.Equal(TimeSpan.FromHours(8), purpose.MaxDuration);
    }

    [Fact]
    public void Members_beside_contexts_are_ignored_and_not_kept()
    {
        RequestedContext context = Valid("""{"version":2,"contexts":{"app":{"id":"a","version":"3.2"}},"x":{"secret":1}}""");
        Assert.Equal("""{"contexts":{"app":{"id":"a","version":"3.2"}}}""", context.Raw.GetRawText());
    }

    [Fact]
    public void Only_what_was_sent_is_there()
    {
        RequestedContext context = Valid("""{"contexts":{"tenant":{"id":"example.com"}}}""");
        Assert.Null(context.Application);
        Assert.Null(context.Purpose);
        Assert.Equal(["tenant"], context.Types);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"contexts\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"contexts":null}""")]
    [InlineData("""{"contexts":[]}""")]
    [InlineData("""{"contexts":{}}""")]
    [InlineData("""{"contexts":{"app":{"id":"a"}},"contexts":{"app":{"id":"b"}}}""")]
    [InlineData("""{"contexts":{"app":{"id":"a","id":"b"}}}""")]
    [InlineData("""{"contexts":{"app":{"id":"a"},"app":{"id":"b"}}}""")]
    [InlineData("""{"contexts":{"app":{"id":"\ud800"}}}""")]
    [InlineData("""{"contexts":{"app":{"id":"a"}},} """)]
    [InlineData("""{"contexts":{"app":{"id":"a"}}} // comment""")]
    public void A_wrong_shape_is_invalid_client_context(string json) => Assert.Equal("invalid_client_context", Refused(json));

    [Fact]
    public void Depth_and_size_are_limited()
    {
        Assert.Equal("invalid_client_context", Refused($$$"""{"contexts":{"app":{"id":"a"}},"x":{{{new string('[', 20)}}}{{{new string(']', 20)}}} }"""));
        Assert.Equal("invalid_client_context", Refused($$"""{"contexts":{"app":{"id":"a"} },"x":"{{new string('x', 16384)}}"}"""));
    }

    [Theory]
    [InlineData("""{"contexts":{"device":{"id":"a"}}}""")]
    [InlineData("""{"contexts":{"https://example.com/private":{"id":"a"}}}""")]
    [InlineData("""{"contexts":{"App":{"id":"a"}}}""")]
    [InlineData("""{"contexts":{"":{}}}""")]
    [InlineData("""{"contexts":{"app":{"id":"a"},"zone":{"id":"a"}}}""")]
    [InlineData("""{"contexts":{"app":7,"zone":{"id":"a"}}}""")]
    public void An_unknown_type_refuses_the_whole_request(string json) => Assert.Equal("unsupported_client_context_type", Refused(json));

    [Theory]
    [InlineData("""{"app":"ai_assistant"}""")]
    [InlineData("""{"app":null}""")]
    [InlineData("""{"app":{}}""")]
    [InlineData("""{"app":{"id":""}}""")]
    [InlineData("""{"app":{"id":7}}""")]
    [InlineData("""{"tenant":{}}""")]
    [InlineData("""{"tenant":{"id":"a","domain":7}}""")]
    [InlineData("""{"purpose":[]}""")]
    [InlineData("""{"purpose":{}}""")]
    [InlineData("""{"app":{"id":"a"},"purpose":{}}""")]
    public void A_value_that_does_not_fit_its_type_is_refused(string contexts) =>
        Assert.Equal("invalid_client_context_value", Refused($$"""{"contexts":{{contexts}} }"""));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("\"schedule-meeting\"")]
    [InlineData("\"/purposes/schedule-meeting\"")]
    [InlineData("\"//host/purpose\"")]
    [InlineData("\"https://\"")]
    [InlineData("\"https:\"")]
    [InlineData("\"https://a.example.com/a b\"")]
    [InlineData("\"https://a.example.com/#one\"")]
    [InlineData("\"1https://a.example.com/\"")]
    public void A_kind_that_is_no_absolute_URI_is_refused(string kind) =>
        Assert.Equal("invalid_client_context_value", Refused($$"""{"contexts":{"purpose":{"kind":{{kind}} } } }"""));

    [Theory]
    [InlineData("https://assistant.example.com/purposes/a")]
    [InlineData("urn:example:purpose:a")]
    [InlineData("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]
    public void Any_absolute_URI_is_a_kind(string kind) => Assert.Equal(kind, Valid($$"""{"contexts":{"purpose":{"kind":"{{kind}}"} } }""").Purpose!.Kind);

    [Theory]
    [InlineData("\"params\":[]")]
    [InlineData("\"params\":null")]
    [InlineData("\"display\":\"title\"")]
    [InlineData("\"display\":{\"title\":7}")]
    [InlineData("\"display\":{\"title\":\"a\\u0007b\"}")]
    [InlineData("\"display\":{\"title\":\"a\\u202eb\"}")]
    [InlineData("\"display\":{\"locale\":\"not a tag\"}")]
    [InlineData("\"actor\":\"agent\"")]
    [InlineData("\"actor\":{}")]
    [InlineData("\"actor\":{\"id\":\"agent-1\"}")]
    [InlineData("\"actor\":{\"type\":7}")]
    [InlineData("\"actor\":{\"type\":\"agent\",\"id\":7}")]
    [InlineData("\"actor\":{\"type\":\"agent\",\"sub\":[]}")]
    [InlineData("\"actor\":{\"type\":\"agent\",\"id\":\"user_1\",\"sub\":\"user_1\"}")]
    [InlineData("\"actor\":{\"type\":\"service\",\"id\":\"user_1\",\"sub\":\"user_1\"}")]
    [InlineData("\"actor\":{\"type\":\"user\",\"id\":\"user_1\",\"sub\":\"user_2\"}")]
    [InlineData("\"constraints\":7")]
    [InlineData("\"constraints\":{\"expires_at\":1796112000}")]
    [InlineData("\"constraints\":{\"expires_at\":\"2026-12-05\"}")]
    [InlineData("\"constraints\":{\"expires_at\":\"2026-12-05T18:00:00\"}")]
    [InlineData("\"constraints\":{\"expires_at\":\"tomorrow\"}")]
    [InlineData("\"constraints\":{\"expires_at\":\"2026-13-05T18:00:00Z\"}")]
    [InlineData("\"constraints\":{\"max_duration\":-1}")]
    [InlineData("\"constraints\":{\"max_duration\":1.5}")]
    [InlineData("\"constraints\":{\"max_duration\":\"3600\"}")]
    [InlineData("\"constraints\":{\"max_duration\":null}")]
    public void A_broken_member_of_the_purpose_is_refused(string member) =>
        Assert.Equal("invalid_client_context_value", Refused($$"""{"contexts":{"purpose":{"kind":"{{Kind}}",{{member}} } } }"""));

    [Fact]
    public void A_duration_beyond_every_Mission_bounds_nothing_and_overflows_nothing() =>
        Assert.Equal(TimeSpan.FromDays(3650), Valid($$"""{"contexts":{"purpose":{"kind":"{{Kind}}","constraints":{"max_duration":9223372036854775807} } } }""").Purpose!.MaxDuration);

    private static RequestedContext Valid(string json) =>
        ClientContextParser.Parse(json).Match(context => context, error => throw new InvalidOperationException(error.Description));

    private static string Refused(string json) => ClientContextParser.Parse(json).Match(_ => "accepted", error => error.Code);
}
