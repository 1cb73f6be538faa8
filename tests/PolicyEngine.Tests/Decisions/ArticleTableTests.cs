using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>The seven rows of the article's table of the re-approval boundary, word for word.</summary>
public sealed class ArticleTableTests
{
    private static readonly ImmutableDictionary<string, DiscoveredAction[]> Changes = new Dictionary<string, DiscoveredAction[]>
    {
        ["Another object of the same allowed resource class"] =
        [
            SomeMission.Read with { Attributes = [new AttributeValue("id", Engine.Rules.FactValue.Text("evt_9")), .. SomeMission.Read.Attributes] },
            SomeMission.Read with { Attributes = [new AttributeValue("id", Engine.Rules.FactValue.Text("evt_10")), .. SomeMission.Read.Attributes] },
        ],
        ["Same subject, same tenant, same operation class"] =
        [
            SomeMission.Read,
            SomeMission.Read with { Operation = "create" },
            SomeMission.Read with { Operation = "update" },
        ],
        ["New subject outside approved bounds"] = [SomeMission.Read with { Subject = "user_2" }],
        ["New tenant"] = [SomeMission.Read with { Tenant = "customer.example" }],
        ["Stronger operation than the compiled Mission allows"] = [SomeMission.Read with { Operation = "delete" }],
        ["Different resource class outside purpose policy"] = [SomeMission.Read with { Resource = "payment.transfer" }],
        ["Longer lifetime or broader propagation than allowed"] =
        [
            SomeMission.Read with { Until = SomeMission.Envelope.Lifetime.End + TimeSpan.FromSeconds(1) },
            SomeMission.Read with { PropagationAudience = "https://unknown-as.example.com", PropagationDepth = 1 },
            SomeMission.Read with { PropagationDepth = 2 },
        ],
    }.ToImmutableDictionary();

    [Theory]
    [InlineData("Another object of the same allowed resource class", "Yes", "No")]
    [InlineData("Same subject, same tenant, same operation class", "Yes", "No")]
    [InlineData("New subject outside approved bounds", "No", "Yes")]
    [InlineData("New tenant", "No", "Yes")]
    [InlineData("Stronger operation than the compiled Mission allows", "No", "Yes")]
    [InlineData("Different resource class outside purpose policy", "No", "Yes")]
    [InlineData("Longer lifetime or broader propagation than allowed", "No", "Yes")]
    public void Newly_discovered_change(string change, string stayInsideMission, string requireReApproval)
    {
        foreach (DiscoveredAction action in Changes[change])
        {
            BoundaryDecision decision = Boundary.Decide(SomeMission.Compiled, action);
            Assert.Equal(stayInsideMission, decision is BoundaryDecision.StayInside ? "Yes" : "No");
            Assert.Equal(requireReApproval, decision is BoundaryDecision.ReApprove ? "Yes" : "No");
        }
    }

    [Fact]
    public void The_table_has_no_row_without_an_action() => Assert.All(Changes, row => Assert.NotEmpty(row.Value));
}
