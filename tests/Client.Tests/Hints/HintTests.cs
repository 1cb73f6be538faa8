using MissionPolicy.Client.Context;
using MissionPolicy.Client.Hints;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Hints;

public sealed class HintTests
{
    private static readonly HintPolicy Policy = new()
    {
        Apps = ["ai_assistant"],
        Tenants = ["example.com"],
        Purposes = [new HintPurpose(Agent.Kind, (name, value) => name == "calendar" && value.GetString() == "cal_team01")],
    };

    public static TheoryData<string?, bool, HintCheck, string> Refused => new()
    {
        { null, true, HintCheck.Json, "$" },
        { "", true, HintCheck.Json, "$" },
        { "[]", true, HintCheck.Json, "$" },
        { """{"contexts":{},"contexts":{"app":{"id":"ai_assistant"}}}""", true, HintCheck.Json, "$" },
        { new string('[', 5000), true, HintCheck.Json, "$" },
        { $$"""{"x":"{{new string('a', 9000)}}"}""", true, HintCheck.Json, "$" },
        { "{}", true, HintCheck.Contexts, "contexts" },
        { """{"contexts":{}}""", true, HintCheck.Contexts, "contexts" },
        { """{"contexts":[1]}""", true, HintCheck.Contexts, "contexts" },
        { Purpose(""), false, HintCheck.Unauthenticated, "purpose" },
        { """{"contexts":{"https://other.example/type":{}}}""", true, HintCheck.Type, "https://other.example/type" },
        { """{"contexts":{"app":{"id":"other"}}}""", true, HintCheck.Value, "app.id" },
        { """{"contexts":{"app":{}}}""", true, HintCheck.Value, "app.id" },
        { """{"contexts":{"app":"ai_assistant"}}""", true, HintCheck.Value, "app.id" },
        { """{"contexts":{"tenant":{"id":"customer.example"}}}""", true, HintCheck.Value, "tenant.id" },
        { """{"contexts":{"purpose":{"kind":"https://other.example"}}}""", true, HintCheck.Value, "purpose.kind" },
        { """{"contexts":{"purpose":{"kind":"relative"}}}""", true, HintCheck.Value, "purpose" },
        { """{"contexts":{"purpose":{}}}""", true, HintCheck.Value, "purpose" },
        { Purpose(""","params":{"calendar":"cal_other"}"""), true, HintCheck.Value, "purpose.params.calendar" },
        { Purpose(""","params":{"more":1}"""), true, HintCheck.Value, "purpose.params.more" },
        { Purpose(""","params":7"""), true, HintCheck.Value, "purpose" },
        { Purpose(""","constraints":{"max_duration":-1}"""), true, HintCheck.Value, "purpose" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_hint_that_is_not_ours_is_refused_with_its_check(string? hint, bool authenticated, HintCheck check, string path) =>
        Assert.Equal(new HintResult.Refused(check, path), ClientContextHint.Validate(hint, Policy, authenticated));

    [Fact]
    public void The_context_is_built_anew_without_actor_display_and_unknown_members()
    {
        HintResult.Accepted accepted = Assert.IsType<HintResult.Accepted>(ClientContextHint.Validate(
            """{"contexts":{"app":{"id":"ai_assistant","x":1},"tenant":{"id":"example.com","domain":"evil.example"},"purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting","params":{"calendar":"cal_team01"},"actor":{"type":"user","sub":"ceo"},"display":{"title":"Harmless"},"constraints":{"max_duration":60},"y":2}},"z":3}""",
            Policy,
            initiatorAuthenticated: true));
        Assert.Equal(
            """{"contexts":{"app":{"id":"ai_assistant"},"tenant":{"id":"example.com"},"purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting","params":{"calendar":"cal_team01"},"constraints":{"max_duration":60}}}}""",
            accepted.Context.ToJson().GetRawText());
        Assert.Equal(["purpose.actor", "purpose.display"], accepted.Dropped);
    }

    [Fact]
    public void An_initiator_that_nobody_knows_may_name_app_and_tenant()
    {
        HintResult result = ClientContextHint.Validate("""{"contexts":{"app":{"id":"ai_assistant"}}}""", Policy, initiatorAuthenticated: false);
        Assert.Equal("ai_assistant", Assert.IsType<HintResult.Accepted>(result).Context.App);
    }

    [Fact]
    public void Types_that_are_not_allowed_may_be_dropped_but_not_all_of_them()
    {
        HintPolicy dropping = Policy with { DropsForbiddenTypes = true };
        HintResult.Accepted accepted = Assert.IsType<HintResult.Accepted>(
            ClientContextHint.Validate("""{"contexts":{"app":{"id":"ai_assistant"},"https://other.example/type":{}}}""", dropping, initiatorAuthenticated: false));
        Assert.Equal(["https://other.example/type"], accepted.Dropped);
        Assert.Equal(new HintResult.Refused(HintCheck.Empty, "contexts"), ClientContextHint.Validate("""{"contexts":{"https://other.example/type":{}}}""", dropping, initiatorAuthenticated: false));
    }

    [Fact]
    public void An_empty_policy_allows_nothing() =>
        Assert.IsType<HintResult.Refused>(ClientContextHint.Validate("""{"contexts":{"app":{"id":"ai_assistant"}}}""", new HintPolicy(), initiatorAuthenticated: true));

    [Fact]
    public void The_purpose_keeps_its_place_in_the_clients_own_request()
    {
        HintResult.Accepted accepted = Assert.IsType<HintResult.Accepted>(ClientContextHint.Validate(Purpose(""), Policy, initiatorAuthenticated: true));
        ClientContext own = accepted.Context with { Tenant = new TenantContext("example.com") };
        Assert.Equal(["tenant", "purpose"], own.Types);
    }

    private static string Purpose(string more) => """{"contexts":{"purpose":{"kind":"KIND"MORE}}}"""
        .Replace("KIND", Agent.Kind, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal);
}
