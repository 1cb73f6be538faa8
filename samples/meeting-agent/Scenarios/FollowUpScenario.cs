using System.Net;
using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Story;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>One record for one account: the bound crosses to the CRM's domain, and the CRM itself refuses every other account.</summary>
internal static class FollowUpScenario
{
    private const string Account = "acc_1001";
    private const string Other = "acc_2";
    private const string Bound = $"\"constraints\":{{\"account\":\"{Account}\"}}";

    private static MissionRequest Request => new()
    {
        Scope = "openid offline_access",
        Context = new ClientContext
        {
            App = "ai_assistant",
            Tenant = new TenantContext("example.com"),
            Purpose = new PurposeContext
            {
                Kind = "https://assistant.example.com/purposes/crm-follow-up",
                Params = new ContextParams().Text("account", Account).Build(),
                Actor = new ActorHint("agent", "agent-7f3a2b1c"),
            },
        },
    };

    public static async Task PlayAsync(Stage stage, CancellationToken cancellation)
    {
        MissionClient client = await stage.ClientAsync(Stage.Assistant, cancellation);
        using Mission mission = stage.Verified(await stage.AskAsync(client, Request, null, cancellation), "Sign-in");
        ServerMetadata crmServer = await stage.DiscoverAsync(stage.Addresses.CrmServer, cancellation);
        AssertionRequest request = new() { Audience = crmServer.Issuer, Access = Meeting.CrmAccess };
        IdentityAssertion assertion = (await mission.AssertionForAsync(request, cancellation)).Need(stage.Story, "ID-JAG");
        string asserted = assertion.Claims.GetRawText();
        stage.Story.Expect("ID-JAG", asserted.Contains(Bound, StringComparison.Ordinal), $"the bound of the Mission crosses with the class: account is {Account}", asserted);
        MissionToken token = (await mission.RedeemAsync(crmServer, Stage.CrmAssistant, assertion, cancellation)).Need(
            stage.Story, "CRM token");
        stage.OneOfEach("CRM token", token, Addresses.Crm, mission);
        using HttpClient crm = stage.At(mission, token);
        using HttpResponseMessage recorded = await crm.RecordAsync(Account, cancellation);
        stage.Story.Expect("CRM", recorded.StatusCode == HttpStatusCode.Created, $"recorded for {Account}", recorded.Said());
        using HttpResponseMessage refused = await crm.RecordAsync(Other, cancellation);
        stage.Story.Expect("Other account", refused.Is(HttpStatusCode.Unauthorized, "insufficient_authorization"), $"{Other} is refused by the CRM itself: {refused.Said()}", refused.Said());
    }
}
