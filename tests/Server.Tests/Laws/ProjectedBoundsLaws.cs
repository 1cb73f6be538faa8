using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tests.Some.Generated;

namespace MissionPolicy.Server.Tests.Laws;

/// <summary>Bounds cross every border: from the catalog over the assertion and the local token to the API that judges each request.</summary>
public sealed class ProjectedBoundsLaws
{
    private const int Usual = 2_000;

    /// <summary>The number of cases; <c>PROJECTED_BOUNDS_CASES</c> asks for another.</summary>
    private static int Cases => int.TryParse(Environment.GetEnvironmentVariable("PROJECTED_BOUNDS_CASES"), CultureInfo.InvariantCulture, out int asked) ? asked : Usual;

    [Fact]
    public void What_a_local_token_permits_at_the_guard_is_inside_the_home_boundary_and_inside_what_was_asked()
    {
        (int refusedAtLoad, int tokens, int permitted) = (0, 0, 0);
        GenCrossing.Any.Sample(
            crossing =>
            {
                if (CrossingRun.Load(crossing) is not { } home)
                {
                    Interlocked.Increment(ref refusedAtLoad);
                    return;
                }

                if (home.LocalToken() is not { } token)
                {
                    return;
                }

                Interlocked.Increment(ref tokens);
                foreach (DiscoveredAction action in crossing.Actions.Where(action => CrossingRun.Permits(token, crossing.Server, action)))
                {
                    Interlocked.Increment(ref permitted);
                    BoundaryDecision answer = Boundary.Decide(home.Envelope, action with { Audience = crossing.Server });
                    Assert.True(answer is BoundaryDecision.StayInside, $"{DecisionJson.Write(answer)}\n{token}");
                    Assert.True(IsAsked(crossing.AtHome, crossing.Scopes, action), $"wider than asked at home: {token}");
                    Assert.True(IsAsked(crossing.There, crossing.ScopesThere, action) && IsGiven(crossing.Policy, action), $"wider than asked there: {token}");
                }
            },
            iter: Cases,
            print: crossing => crossing.ToString());
        string counted = $"{Cases} cases: {refusedAtLoad} refused at load, {tokens} local tokens, {permitted} actions permitted";
        TestContext.Current.TestOutputHelper?.WriteLine(counted);
        Assert.True(refusedAtLoad > Cases / 50, counted);
        Assert.True(tokens > Cases / 20, counted);
        Assert.True(permitted > Cases / 20, counted);
    }

    private static bool IsGiven(string[] scopes, DiscoveredAction action) => scopes.Contains($"{action.Resource}.{action.Operation}");

    private static bool IsAsked(string? json, string[] scopes, DiscoveredAction action) =>
        (scopes.Length == 0 || IsGiven(scopes, action))
        && (json is null || (MissionDetailsParser.Parse(json, DetailUse.Projection).TryGet(out ValueArray<MissionDetail> details, out _) && details.Any(detail => Covers(detail, action))));

    private static bool Covers(MissionDetail detail, DiscoveredAction action) =>
        (detail.DataTypes.IsEmpty || detail.DataTypes.Contains(action.Resource))
        && (detail.Actions.IsEmpty || detail.Actions.Contains(action.Operation))
        && (detail.Identifier is null || action.Get(FactName.Attribute("id")) == FactValue.Text(detail.Identifier))
        && TokenConstraints.Read(detail.Constraints, [action.Resource], CrossingRun.Vocabulary).Match(
            read => read.All.All(condition => ConditionEvaluator.Holds(condition, new RuleQuestion(action))),
            _ => false);
}
