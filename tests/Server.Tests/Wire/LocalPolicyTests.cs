using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Id-jag digest §5, steps 12, 13 and 15: outside a bare standard error, inside the rule that refused.</summary>
public sealed class LocalPolicyTests
{
    [Fact]
    public async Task The_record_says_which_rule_refused()
    {
        using AgentKey home = new();
        await using CrmHost strict = await CrmHost.StartAsync(CrmHost.JwksOf(home), "--ResourceRole:Policies:0:RequireActor=true");
        JsonObject finer = CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "create");
        finer["constraints"] = JsonNode.Parse("""{"account":{"condition":{"any":[]}}}""");
        foreach ((string claim, JsonNode? value, string why) in ((string, JsonNode?, string)[])
            [
                ("acr", "mfa", "acr"),
                ("acr", null, "acr"),
                ("act", null, "actor"),
                ("act", new JsonObject { ["sub"] = "agent_scheduler", ["iss"] = "https://evil.example.com" }, "actor"),
                ("purpose_kind", "https://assistant.example.com/purposes/unknown", "purpose"),
                ("resource", TestAgent.CalendarApi, "resource"),
                ("scope", "crm.activity.delete", "scope"),
                ("authorization_details", new JsonArray(finer), "details"),
            ])
        {
            JsonObject claims = strict.Claims(told => told["act"] = new JsonObject { ["sub"] = "agent_scheduler", ["iss"] = TestAgent.Issuer });
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = value;
            }

            Assert.Equal(HttpStatusCode.BadRequest, (await strict.RedeemAsync(CrmHost.Assertion(home, claims))).Status);
            Assert.Equal((claim, why), (claim, await strict.LastReasonAsync()));
        }
    }
}
