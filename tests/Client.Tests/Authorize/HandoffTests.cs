using System.Text.Json.Nodes;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Authorize;

public sealed class HandoffTests
{
    [Fact]
    public async Task An_applied_context_gives_the_Mission_and_keeps_it_before_it_is_used()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        List<SavedMission> kept = [];
        Mission mission = await provider.MissionAsync(options => options with { KeepAsync = Keep });
        Assert.Equal(("mr_1", "user-1"), (mission.Ref, mission.Subject));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 16, 0, 0, TimeSpan.Zero), mission.ExpiresAt);
        Assert.Equal("rt-1", Assert.Single(kept).RefreshToken!.Reveal());

        ValueTask Keep(SavedMission saved, CancellationToken cancellation)
        {
            kept.Add(saved);
            return ValueTask.CompletedTask;
        }
    }

    public static TheoryData<string, Action<JsonObject>, string> Differing => new()
    {
        { "kind", purpose => purpose["kind"] = "https://assistant.example.com/purposes/other", "purpose.kind" },
        { "param", purpose => purpose["params"]!["calendar"] = "cal_other", "purpose.params.calendar" },
        { "inner param", purpose => purpose["params"]!["window"]!["to"] = "2027-01-01T00:00:00Z", "purpose.params.window.to" },
        { "dropped param", purpose => purpose["params"]!.AsObject().Remove("attendees"), "purpose.params.attendees" },
        { "all params", purpose => purpose.Remove("params"), "purpose.params.calendar,purpose.params.window,purpose.params.attendees" },
        { "additional param", purpose => purpose["params"]!["more"] = 1, "purpose.params.more" },
        { "params as text", purpose => purpose["params"] = "x", "purpose.params" },
        { "longer", purpose => purpose["constraints"] = new JsonObject { ["expires_at"] = "2026-12-05T18:00:00Z" }, "purpose.constraints" },
        { "no bound", purpose => purpose.Remove("constraints"), "purpose.constraints" },
        { "unreadable bound", purpose => purpose["constraints"] = new JsonObject { ["expires_at"] = "soon" }, "purpose.constraints" },
        { "another actor", purpose => purpose["actor"] = new JsonObject { ["type"] = "service" }, "purpose.actor.type,purpose.actor.id" },
    };

    [Theory]
    [MemberData(nameof(Differing))]
    public async Task A_purpose_that_was_altered_is_told_with_every_path_and_abandoned(string what, Action<JsonObject> alter, string paths)
    {
        Assert.NotEmpty(what);
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/missions/mr_1/abandon", _ => new Reply(204, ""));
        provider.ChangeClaims = claims => alter(claims["client_context"]!["contexts"]!["purpose"]!.AsObject());
        CompletionRefusal.ContextRefused why = Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync()).Refusal());
        Assert.Equal(paths, string.Join(',', Assert.IsType<ContextVerdict.Modified>(why.Verdict).Paths));
        Assert.IsType<Acknowledgement.Done>(why.Abandoned);
        Assert.Single(provider.At("/missions/mr_1/abandon"));
    }

    [Theory]
    [InlineData("purpose")]
    [InlineData("tenant")]
    [InlineData("app")]
    public async Task A_missing_type_is_told(string type)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => claims["client_context"]!["contexts"]!.AsObject().Remove(type);
        CompletionRefusal.ContextRefused why = Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync()).Refusal());
        Assert.Equal([type], Assert.IsType<ContextVerdict.Missing>(why.Verdict).Types);
    }

    [Theory]
    [InlineData("app", true)]
    [InlineData("tenant", false)]
    [InlineData("purpose", false)]
    public async Task Local_policy_may_do_without_a_type_but_never_without_tenant_or_purpose(string type, bool passes)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => claims["client_context"]!["contexts"]!.AsObject().Remove(type);
        MissionClient client = await provider.ClientAsync(options => options with { Tolerance = new ContextTolerance { OptionalTypes = [type] } });
        Assert.Equal(passes, await provider.CompleteAsync(client) is Completion.Verified);
    }

    [Theory]
    [InlineData("mr_1", 0)]
    [InlineData("mr_0", 1)]
    public async Task A_resume_that_is_refused_leaves_its_Mission_and_gives_up_one_that_took_its_place(string resumed, int given)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/missions/mr_1/abandon", _ => new Reply(204, ""));
        provider.ChangeClaims = claims => claims["client_context"]!["contexts"]!["purpose"]!["params"]!["attendees"] = new JsonArray("everybody@example.com");
        MissionRequest request = Agent.Request with { AuthorizationDetails = [AuthorizationDetail.Resume(resumed)] };
        Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync(request: request)).Refusal());
        Assert.Equal(given, provider.At("/missions/mr_1/abandon").Length);
    }

    [Fact]
    public async Task A_type_that_was_never_asked_for_is_ignored()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => claims["client_context"]!["contexts"]!["https://other.example/type"] = new JsonObject { ["x"] = 1 };
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
    }

    [Fact]
    public async Task A_display_that_came_back_changed_is_no_difference_and_a_shorter_life_is_none_either()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims =>
        {
            JsonObject purpose = claims["client_context"]!["contexts"]!["purpose"]!.AsObject();
            purpose["display"] = new JsonObject { ["title"] = "Another title" };
            purpose["constraints"] = new JsonObject { ["expires_at"] = "2026-12-01T09:00:00Z" };
        };
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
    }

    [Theory]
    [InlineData("tenant", """{"id":"customer.example"}""", "tenant.id")]
    [InlineData("tenant", """{"id":"example.com","domain":"customer.example"}""", "tenant.domain")]
    [InlineData("tenant", "7", "tenant")]
    [InlineData("app", """{"id":"other"}""", "app.id")]
    public async Task Another_tenant_or_app_is_told(string type, string value, string path)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => claims["client_context"]!["contexts"]![type] = JsonNode.Parse(value);
        CompletionRefusal.ContextRefused why = Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync()).Refusal());
        Assert.Equal([path], Assert.IsType<ContextVerdict.Modified>(why.Verdict).Paths);
    }

    [Fact]
    public async Task Known_normalisations_and_droppable_params_pass_but_never_another_kind()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync(options => options with
        {
            Tolerance = new ContextTolerance
            {
                DroppableParams = ["attendees"],
                Normalisations =
                [
                    new Normalisation("tenant.id", "example.com", "t_1"),
                    new Normalisation("purpose.params.window.to", "2026-12-05T18:00:00Z", "2026-12-05T18:00:00.000Z"),
                    new Normalisation("purpose.kind", Agent.Kind, "https://assistant.example.com/purposes/other"),
                ],
            },
        });
        provider.ChangeClaims = claims =>
        {
            JsonNode contexts = claims["client_context"]!["contexts"]!;
            contexts["tenant"]!["id"] = "t_1";
            contexts["purpose"]!["params"]!.AsObject().Remove("attendees");
            contexts["purpose"]!["params"]!["window"]!["to"] = "2026-12-05T18:00:00.000Z";
        };
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(client));
        provider.ChangeClaims = claims => claims["client_context"]!["contexts"]!["purpose"]!["kind"] = "https://assistant.example.com/purposes/other";
        Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync(client)).Refusal());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"contexts":[]}""")]
    public async Task A_token_without_an_applied_context_confirms_nothing(string? claim)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims =>
        {
            claims.Remove("client_context");
            if (claim is not null)
            {
                claims["client_context"] = JsonNode.Parse(claim);
            }
        };
        CompletionRefusal.ContextRefused why = Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync()).Refusal());
        Assert.IsType<ContextVerdict.NotConfirmed>(why.Verdict);
        Assert.IsType<Acknowledgement.Unusable>(why.Abandoned);
        Assert.Single(provider.At("/missions/mr_1/abandon"));
    }

    [Theory]
    [InlineData("phr", -30, true)]
    [InlineData("pwd", -30, false)]
    [InlineData(null, -30, false)]
    [InlineData("phr", -305, true)]
    [InlineData("phr", -400, false)]
    [InlineData("phr", null, false)]
    public async Task A_weak_or_old_sign_in_blocks_the_Mission(string? acr, int? age, bool passes)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims =>
        {
            claims["acr"] = acr;
            claims["auth_time"] = age is int seconds ? provider.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds() : null;
        };
        Completion completion = await provider.CompleteAsync(
            request: Agent.Request with { Assurance = new Assurance { AcrValues = ["phr", "phrh"], MaxAge = TimeSpan.FromMinutes(5) } });
        Assert.Equal(passes, completion is Completion.Verified);
        if (!passes)
        {
            Assert.IsType<ContextVerdict.AssuranceTooLow>(Assert.IsType<CompletionRefusal.ContextRefused>(completion.Refusal()).Verdict);
        }
    }

    [Fact]
    public async Task A_Mission_without_its_handle_is_refused()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeAnswer = answer => answer.Remove("mission_ref");
        Assert.Equal("mission_ref", Assert.IsType<CompletionRefusal.Unusable>((await provider.CompleteAsync()).Refusal()).Detail);
    }

    [Fact]
    public async Task A_plain_sign_in_has_no_Mission_and_one_that_comes_anyway_is_abandoned()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionRequest plain = new() { Scope = "openid" };
        Assert.Equal("user-1", Assert.IsType<Completion.SignedIn>(await provider.CompleteAsync(request: plain)).IdToken.Subject);
        provider.ChangeAnswer = answer => answer["mission_ref"] = "mr_2";
        Assert.IsType<CompletionRefusal.Unusable>((await provider.CompleteAsync(request: plain)).Refusal());
        Assert.Single(provider.At("/missions/mr_2/abandon"));
    }

    [Fact]
    public async Task A_hostile_handle_stays_one_segment_of_the_address()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeAnswer = answer => answer["mission_ref"] = "../x?y";
        provider.ChangeClaims = claims => claims.Remove("client_context");
        Assert.IsType<CompletionRefusal.ContextRefused>((await provider.CompleteAsync()).Refusal());
        Assert.Single(provider.At("/missions/..%2Fx%3Fy/abandon"));
    }
}
