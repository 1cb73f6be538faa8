using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>When two sets of crossings are the same question to a person.</summary>
public sealed class CrossingKeyTests
{
    private static readonly ValueArray<Reason> Crossings = Answers.Reasons(
        Boundary.Decide(SomeMission.Compiled, SomeMission.Read with { Operation = "delete", Tenant = "customer.example" }));

    [Fact]
    public void The_key_is_a_digest_that_never_changes() =>
        Assert.Equal("sha-256:T1PNoYwrqgwDVLtfmj7L5e0Sq02OEbqHPC8RFhICuUU", CrossingKey.Of([]));

    [Fact]
    public void Order_repetition_and_the_catalog_line_do_not_matter()
    {
        string key = CrossingKey.Of(Crossings);
        Assert.Equal(2, Crossings.Count);
        Assert.Equal(key, CrossingKey.Of(Crossings.Reverse<Reason>().ToValueArray()));
        Assert.Equal(key, CrossingKey.Of([.. Crossings, Crossings[0]]));
        Assert.Equal(key, CrossingKey.Of(Crossings.Select(reason => reason with { Position = new SourcePosition("other.yaml", 1, 1, "$") }).ToValueArray()));
    }

    [Fact]
    public void Another_crossing_code_rule_or_wish_is_another_question()
    {
        Reason first = Crossings[0];
        string[] keys =
        [
            CrossingKey.Of(Crossings),
            CrossingKey.Of([]),
            CrossingKey.Of([first]),
            CrossingKey.Of([first with { Code = ReasonCodes.OperationOutside }]),
            CrossingKey.Of([first with { RuleId = null }]),
            CrossingKey.Of([first with { Asked = "third.example" }]),
            CrossingKey.Of([first with { Asked = null }]),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}
