using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>The words of a budget of questions, and what an author reads who misspells them.</summary>
public sealed class PromptBudgetLoadingTests
{
    private const string Plain = "approval: { mode: user }";

    [Theory]
    [InlineData("{ most: 3, per: 1h }", 3, 3600)]
    [InlineData("{ per: 1m, most: 1 }", 1, 60)]
    [InlineData("{ most: 100, per: 30d }", 100, 2592000)]
    public void A_budget_is_read(string budget, int most, int seconds) => Assert.Equal(
        new PromptBudget(most, TimeSpan.FromSeconds(seconds)),
        SomeMission.MeetingWith(Plain, $"approval: {{ mode: user, prompts: {budget} }}").Entry.Approval.Prompts);

    [Theory]
    [InlineData("{ most: 0, per: 1h }", "A whole number from 1 is needed here.")]
    [InlineData("{ most: 101, per: 1h }", "A budget of 101 questions is none.")]
    [InlineData("{ most: three, per: 1h }", "A whole number from 1 is needed here.")]
    [InlineData("{ most: 3, per: 59s }", "A budget of questions is for a minute at least and for 30 days at most.")]
    [InlineData("{ most: 3, per: 31d }", "A budget of questions is for a minute at least and for 30 days at most.")]
    [InlineData("{ most: 3 }", "`per` is missing.")]
    [InlineData("{ per: 1h }", "`most` is missing.")]
    [InlineData("{ most: 3, every: 1h }", "`every` is not a key here.")]
    [InlineData("3", "error MP1012")]
    public void A_budget_that_says_nothing_is_refused_with_its_line(string budget, string wrong)
    {
        CatalogLoadResult result = SomeYaml.Load(SomeYaml.MeetingWith(Plain, $"approval: {{ mode: user, prompts: {budget} }}"));
        string told = result.Match(_ => "loaded", refused => string.Join('\n', refused.Diagnostics));
        Assert.Contains(wrong, told, StringComparison.Ordinal);
        Assert.Contains("purposes/schedule-meeting.yaml", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_is_part_of_the_digest_and_an_entry_without_one_keeps_its_own()
    {
        string[] digests =
        [
            SomeMission.Meeting.Digest,
            SomeMission.MeetingWith(Plain, "approval: { mode: user, prompts: { most: 3, per: 1h } }").Digest,
            SomeMission.MeetingWith(Plain, "approval: { mode: user, prompts: { most: 4, per: 1h } }").Digest,
            SomeMission.MeetingWith(Plain, "approval: { mode: user, prompts: { most: 3, per: 2h } }").Digest,
        ];
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }
}
