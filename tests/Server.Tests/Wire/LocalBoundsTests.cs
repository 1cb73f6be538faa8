using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MissionPolicy.Samples.ResourceGuard;
using MissionPolicy.Samples.ResourceGuard.Grants;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>The bounds of a Mission at another domain: carried by the assertion, kept in the local token, judged by the API.</summary>
public sealed class LocalBoundsTests : IAsyncLifetime
{
    private const string FollowUp = "https://assistant.example.com/purposes/crm-follow-up";
    private const string Secret = "crm-api-secret-0123456789abcdef";

    private static readonly string[] Policy =
    [
        $"--ResourceRole:Policies:1:PurposeKind={FollowUp}", $"--ResourceRole:Policies:1:Resources:0={TestAgent.CrmApi}",
        "--ResourceRole:Policies:1:Scopes:0=crm.activity.create", "--ResourceRole:Policies:1:Scopes:1=crm.activity.read",
    ];

    private readonly AgentKey home = new();
    private CrmHost? crm;

    private CrmHost Crm => crm ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => crm = await CrmHost.StartAsync(CrmHost.JwksOf(home), Policy);

    public ValueTask DisposeAsync()
    {
        home.Dispose();
        return Crm.DisposeAsync();
    }

    [Fact]
    public async Task A_follow_up_for_one_account_is_refused_for_another_by_the_CRM_itself()
    {
        await using TestHost op = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(op);
        await agent.SignInStronglyAsync();
        TestHost.Answer tokens = (await agent.RedeemAsync(await AutomaticAsync(agent))).IsOk();
        await using CrmHost real = await CrmHost.StartAsync((await op.GetAsync("/jwks")).Json.ToString(), Policy);
        real.Host.Time.Advance(op.Time.GetUtcNow() - real.Host.Time.GetUtcNow());

        TestHost.Answer assertion = (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        Assert.Equal("""{"account":"acc_1001"}""", Only(AgentKey.Payload(assertion.Member("access_token"))));
        Assert.Equal("""{"account":"acc_1001"}""", Only(assertion.Json));

        TestHost.Answer local = (await real.RedeemAsync(assertion.Member("access_token"), agent.Key)).IsOk();
        Assert.Equal("""{"account":"acc_1001"}""", Only(local.Json));
        JsonElement claims = AgentKey.Payload(local.Member("access_token"));
        Assert.Equal("""{"account":"acc_1001"}""", Only(claims));
        Assert.Equal("""{"account":"acc_1001"}""", Only((await real.Host.IntrospectAsync(local.Member("access_token"), "crm-api", Secret)).IsOk().Json));
        Assert.Null(Record(claims, "acc_1001"));
        Assert.Equal("account is outside the bounds of the token", Record(claims, "acc_2"));
    }

    [Fact]
    public async Task A_request_that_is_wider_than_the_Mission_is_refused_at_home()
    {
        await using TestHost op = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(op);
        await agent.SignInStronglyAsync();
        TestHost.Answer tokens = (await agent.RedeemAsync(await AutomaticAsync(agent))).IsOk();
        TestHost.Answer refused = await agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("authorization_details", Named(tokens, """{"account":"acc_2"}"""))));
        refused.IsRefused("invalid_authorization_details");
        JsonElement reason = refused.Json.GetProperty("mission_decision").GetProperty("reasons")[0];
        Assert.Equal("param_outside_bounds", reason.GetProperty("code").GetString());
        (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens).With(("authorization_details", Named(tokens, """{"account":["acc_1001"]}"""))))).IsOk();
    }

    [Fact]
    public async Task Constraints_and_identifier_of_the_assertion_stand_in_the_local_token()
    {
        const string constraints = """{"account":["acc_1","acc_2"],"amount":{"max":10.50},"starts":{"from":"2026-12-01T08:00:00Z"}}""";
        TestHost.Answer local = (await RedeemAsync(constraints, "act_1")).IsOk();
        JsonElement detail = AgentKey.Payload(local.Member("access_token")).GetProperty("authorization_details")[0];
        Assert.Equal((constraints, "act_1"), (detail.GetProperty("constraints").GetRawText(), detail.GetProperty("identifier").GetString()));
        JsonElement introspected = (await Crm.Host.IntrospectAsync(local.Member("access_token"), "crm-api", Secret)).IsOk().Json.GetProperty("authorization_details")[0];
        Assert.Equal((constraints, "act_1"), (introspected.GetProperty("constraints").GetRawText(), introspected.GetProperty("identifier").GetString()));
    }

    [Theory]
    [InlineData("""{"account":"acc_1"}""", """{"account":"acc_1"}""")]
    [InlineData("""{"amount":{"under":3}}""", """{"account":["acc_1","acc_2"],"amount":{"under":3}}""")]
    [InlineData("""{"account":"acc_3"}""", null)]
    [InlineData("""{"account":{"prefix":"acc_"}}""", null)]
    [InlineData("""{"account":{"like":"acc_1"}}""", null)]
    public async Task A_request_at_the_CRM_may_add_to_the_constraints_and_take_none_away(string asked, string? left)
    {
        TestHost.Answer answer = await RedeemAsync("""{"account":["acc_1","acc_2"]}""", null, Detail(asked, null));
        if (left is null)
        {
            answer.IsRefused("invalid_authorization_details");
        }
        else
        {
            Assert.Equal(left, Only(answer.IsOk().Json));
        }
    }

    [Theory]
    [InlineData(null, "act_1", "act_1")]
    [InlineData("act_1", null, "act_1")]
    [InlineData("act_1", "act_1", "act_1")]
    [InlineData("act_1", "act_2", null)]
    public async Task A_request_at_the_CRM_may_name_one_object_and_no_other(string? given, string? asked, string? left)
    {
        TestHost.Answer answer = await RedeemAsync(null, given, Detail(null, asked));
        if (left is null)
        {
            answer.IsRefused("invalid_authorization_details");
        }
        else
        {
            Assert.Equal(left, answer.IsOk().Json.GetProperty("authorization_details")[0].GetProperty("identifier").GetString());
        }
    }

    [Theory]
    [InlineData("""{"account":{"condition":{"any":[]}}}""")]
    [InlineData("""{"account":"acc_1","weekday":{"only":"monday"}}""")]
    [InlineData("""{"account":null}""")]
    public async Task A_constraint_that_is_not_understood_is_not_left_out(string constraints)
    {
        (await RedeemAsync(constraints, null)).IsRefused("invalid_authorization_details");
        Assert.Equal("details", await Crm.LastReasonAsync());
    }

    [Fact]
    public async Task Details_with_different_constraints_stay_apart()
    {
        JsonObject read = CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "read");
        read["constraints"] = new JsonObject { ["account"] = "acc_1" };
        JsonObject create = CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "create");
        create["constraints"] = new JsonObject { ["account"] = "acc_2" };
        TestHost.Answer answer = await Crm.RedeemAsync(CrmHost.Assertion(home, Crm.Claims(claims =>
        {
            claims["scope"] = "crm.activity.create crm.activity.read";
            claims["authorization_details"] = new JsonArray(read, create);
        })));
        JsonElement token = AgentKey.Payload(answer.IsOk().Member("access_token"));
        Assert.Equal(2, token.GetProperty("authorization_details").GetArrayLength());
        Assert.Null(Record(token, "acc_2", "mr_home"));
        Assert.Equal("account is outside the bounds of the token", Record(token, "acc_1", "mr_home"));
    }

    private static async Task<string> AutomaticAsync(TestAgent agent)
    {
        JsonObject context = TestAgent.Context(value =>
        {
            JsonObject purpose = value["contexts"]!["purpose"]!.AsObject();
            purpose["kind"] = FollowUp;
            purpose["params"] = new JsonObject { ["account"] = "acc_1001" };
        });
        TestHost.Answer pushed = (await agent.PushAsync(agent.Request(context))).IsOk(System.Net.HttpStatusCode.Created);
        return TestAgent.Answered(await agent.AuthorizeAsync(pushed))["code"];
    }

    private Task<TestHost.Answer> RedeemAsync(string? constraints, string? identifier, params (string Name, string? Value)[] more) =>
        Crm.RedeemAsync(CrmHost.Assertion(home, Crm.Claims(claims => Bound(claims["authorization_details"]![0]!.AsObject(), constraints, identifier))), more: more);

    private static (string Name, string? Value) Detail(string? constraints, string? identifier) =>
        ("authorization_details", new JsonArray(Bound(CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "create"), constraints, identifier)).ToJsonString());

    private static JsonObject Bound(JsonObject detail, string? constraints, string? identifier)
    {
        if (constraints is not null)
        {
            detail["constraints"] = JsonNode.Parse(constraints);
        }

        if (identifier is not null)
        {
            detail["identifier"] = identifier;
        }

        return detail;
    }

    private static string Named(TestHost.Answer tokens, string constraints) => new JsonArray(Bound(
        new JsonObject { ["type"] = "mission", ["mission_ref"] = tokens.Member("mission_ref") }, constraints, null)).ToJsonString();

    private static string Only(JsonElement holder)
    {
        JsonElement details = holder.GetProperty("authorization_details");
        Assert.Equal(1, details.GetArrayLength());
        return details[0].GetProperty("constraints").GetRawText();
    }

    // The CRM's guard, asked as its route asks it: why not, or null.
    private static string? Record(JsonElement claims, string account, string? missionRef = null)
    {
        MissionCaller caller = new()
        {
            Subject = "crm_alice", ClientId = "crm-assistant-042", MissionRef = missionRef ?? claims.GetProperty("mission_ref").GetString()!, KeyThumbprint = "jkt",
            Audience = TestAgent.CrmApi, Grants = MissionGrant.All(claims), Claims = claims,
        };
        IResult? refused = caller.Refuse(new ResourceAction
        {
            Datatype = "crm.activity", Operation = "create", Attributes = ImmutableDictionary<string, AttributeValue>.Empty.Add("account", AttributeValue.Of(account)),
        });
        return refused is null ? null : Assert.IsType<Samples.ResourceGuard.Answers.Refusal>(refused).Description;
    }
}
