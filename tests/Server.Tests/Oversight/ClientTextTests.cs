using System.Text.Json.Nodes;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>What a client writes where it is not known is neither kept for ever nor shown to the person.</summary>
public sealed class ClientTextTests(OversightFixture fixture) : IClassFixture<OversightFixture>
{
    // An absolute URI like any other, and the address of a person.
    private const string Address = "mailto:alice@example.com";

    private OversightHost Host => fixture.Host;

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("/agenda")]
    [InlineData("https://calendar-api.example.com#part")]
    public async Task A_resource_that_is_no_absolute_URI_is_no_target(string resource)
    {
        (await Host.Agent.TokenAsync(AgentSteps.Refresh(Host.Tokens).With(("resource", resource)))).IsRefused("invalid_target");
        (await Host.Agent.TokenAsync(AgentSteps.Exchange(Host.AccessToken, resource))).IsRefused("invalid_target");
        (await Host.Agent.TokenAsync(AgentSteps.AssertionRequest(Host.Tokens).With(("resource", resource)))).IsRefused("invalid_target");
        await StaysOutAsync(resource);
    }

    [Fact]
    public async Task A_server_that_nobody_knows_is_kept_where_it_can_be_erased()
    {
        (await Host.Agent.TokenAsync(AgentSteps.Refresh(Host.Tokens).With(("resource", Address)))).IsRefused("invalid_target");
        Assert.Contains(Address, await FactsAsync(EvidenceKinds.DerivationRefused), StringComparison.Ordinal);
        await StaysOutAsync(Address);
    }

    [Fact]
    public async Task A_server_that_a_question_names_is_kept_where_it_can_be_erased()
    {
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["resource"]!["properties"]!["audience"] = Address;
        question["context"] = new JsonObject { ["mission_ref"] = Host.MissionRef };
        Assert.False((await Host.Agent.CallAsync(HttpMethod.Post, "/access/v1/evaluation", Host.AccessToken, question)).IsOk().Decision);
        Assert.Contains(Address, await FactsAsync(EvidenceKinds.BoundaryDecided), StringComparison.Ordinal);
        await StaysOutAsync(Address);
    }

    [Fact]
    public async Task A_server_that_the_catalog_knows_is_named_in_the_log_and_on_the_page()
    {
        const string payments = "https://payments-api.example.com";
        (await Host.Agent.TokenAsync(AgentSteps.Refresh(Host.Tokens).With(("resource", payments)))).IsRefused("invalid_target");
        Assert.Contains(payments, await Host.Host.ExportAsync(), StringComparison.Ordinal);
        Assert.Contains($"Access to {payments} refused", (await Host.Agent.Person.GetAsync("/missions/" + Host.MissionRef)).Text, StringComparison.Ordinal);
    }

    private async Task<string> FactsAsync(string kind) => await Host.Host.FactsAsync(await Host.Host.NewestAsync(kind));

    private async Task StaysOutAsync(string text)
    {
        Assert.DoesNotContain(text, await Host.Host.ExportAsync(), StringComparison.Ordinal);
        Browser.Page page = await Host.Agent.Person.GetAsync("/missions/" + Host.MissionRef);
        Assert.DoesNotContain(text, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Access to  refused", page.Text, StringComparison.Ordinal);
    }
}
