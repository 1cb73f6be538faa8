using System.Diagnostics;
using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>One edit of an author's rules, and what a reviewer reads about it.</summary>
public sealed class AuthorRulesDiffTests
{
    private const string Reader = "- { name: risky, when: { derived.risk: { at_least: 60 } }, then: { require: { acr: phr, max_age: 5m }, withhold: [attendees, actor] } }";

    public static TheoryData<string, string, string[]> Edits => new()
    {
        { "risk: 40", "risk: 20", ["Widened whether a verified actor crosses to https://crm-as.example.com", "Widened whether param `attendees` crosses to https://crm-as.example.com", "Widened who approves", "Widened who gets in", "Widened how long a Mission lasts"] },
        { "risk: 30", "risk: 35", ["Narrowed whether a verified actor crosses to https://crm-as.example.com", "Narrowed whether param `attendees` crosses to https://crm-as.example.com", "Narrowed who gets in"] },
        { "risk: 40", "risk: 41", [] },
        { "name: large-amount", "name: renamed", [] },
        { "over: 10000", "over: 20000", ["Widened whether a verified actor crosses to https://crm-as.example.com", "Widened whether param `attendees` crosses to https://crm-as.example.com", "Widened who approves", "Widened who gets in", "Widened how long a Mission lasts"] },
        { "approval: review, shorten: 1h", "approval: review, shorten: 2h", ["Widened how long a Mission lasts"] },
        { "approval: review, shorten: 1h", "approval: review, shorten: 30m", ["Narrowed how long a Mission lasts"] },
        { "approval: review, shorten: 1h", "approval: review, shorten: 1h, refuse: true", ["Narrowed who gets in"] },
        { "acr: phr, max_age: 5m", "acr: phr", ["Widened who gets in"] },
        { "withhold: [attendees, actor]", "withhold: [actor]", ["Widened whether param `attendees` crosses to https://crm-as.example.com"] },
        { "at_least: 90", "over: 70", [] },
        { "at_least: 90", "over: 60", ["Narrowed who approves", "Narrowed how long a Mission lasts"] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_is_judged_by_what_it_does(string old, string replacement, string[] expected)
    {
        Assert.Contains(old, SomeRules.Risk, StringComparison.Ordinal);
        PurposeDifference difference = Compare(SomeRules.Risk, SomeRules.Risk.Replace(old, replacement, StringComparison.Ordinal));
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            difference.Dimensions.Select(one => $"{one.Classification} {one.Summary.Split(": ")[0]}").Order(StringComparer.Ordinal));
        Assert.All(difference.Dimensions, one => Assert.Equal(DiffDimension.Rules, one.Dimension));
        Assert.All(difference.Dimensions, one => Assert.Equal(one.Classification == Change.Widened, one.Witness is not null));
    }

    [Fact]
    public void A_rule_that_is_new_narrows_and_the_same_rule_gone_widens_with_a_witness()
    {
        string more = SomeRules.Risk + "\n- { name: huge, when: { params.amount: { over: 99999 } }, then: { refuse: true } }";
        DimensionDifference added = Assert.Single(Compare(SomeRules.Risk, more).Dimensions);
        Assert.Equal(
            (Change.Narrowed, "who gets in: rule `huge` is new: when params.amount is over 99999: refuse"),
            (added.Classification, added.Summary));
        DimensionDifference gone = Assert.Single(Compare(more, SomeRules.Risk).Dimensions);
        Assert.Equal(
            (Change.Widened, "who gets in: rule `huge` is gone: when params.amount is over 99999: refuse"),
            (gone.Classification, gone.Summary));
        Assert.Contains("\"amount\":100000", gone.Witness!.Question, StringComparison.Ordinal);
        Assert.Equal("refused: refused_by_rule", gone.Witness.BeforeAnswer);
        Assert.True(gone.Before.Line > 0 && gone.After.Line > 0);
    }

    [Fact]
    public void A_shorter_life_that_is_gone_says_both_lives()
    {
        DimensionDifference gone = Assert.Single(Compare(SomeRules.Risk, SomeRules.Risk.Replace("approval: review, shorten: 1h", "approval: review", StringComparison.Ordinal)).Dimensions);
        Assert.Equal(
            ("review: review_required, lasts PT1H", "review: review_required, lasts PT8H"),
            (gone.Witness!.BeforeAnswer, gone.Witness.AfterAnswer));
    }

    [Fact]
    public void A_mode_that_falls_where_a_rule_takes_its_place_is_incomparable_only_where_the_rule_says_less()
    {
        string Reviewed(string mode) => SomeRules.Review.Replace("mode: user", "mode: " + mode, StringComparison.Ordinal);
        const string Always = "- { name: always, when: { tenant: example.com }, then: { approval: review } }";
        const string Large = "- { name: large, when: { params.amount: { over: 10 } }, then: { approval: review } }";
        Assert.Empty(Compare(Always, Always, Reviewed("review"), Reviewed("user")).Dimensions);
        DimensionDifference wider = Assert.Single(Compare(Large, Large, Reviewed("review"), Reviewed("user")).Dimensions);
        Assert.Equal(
            (DiffDimension.Approval, Change.Widened, "approval `review` becomes `user`"),
            (wider.Dimension, wider.Classification, wider.Summary));
        Assert.Equal("review: review_required", wider.Witness!.BeforeAnswer);
    }

    [Fact]
    public void Terms_of_a_review_that_only_a_rule_asks_for_are_compared_where_it_does()
    {
        DimensionDifference wider = Assert.Single(Compare(
            SomeRules.Risk,
            SomeRules.Risk,
            SomeRules.Review,
            SomeRules.Review.Replace("not_the_requester: true", "not_the_requester: false", StringComparison.Ordinal)).Dimensions);
        Assert.Equal(
            (DiffDimension.Review, Change.Widened, "the requester may decide"),
            (wider.Dimension, wider.Classification, wider.Summary));
        Assert.Contains("\"amount\":", wider.Witness!.Question, StringComparison.Ordinal);
        DimensionDifference longer = Assert.Single(Compare(SomeRules.Risk, SomeRules.Risk, SomeRules.Review, SomeRules.Review.Replace("lifetime: 30m", "lifetime: 40m", StringComparison.Ordinal)).Dimensions);
        Assert.Equal((DiffDimension.Review, Change.Widened), (longer.Dimension, longer.Classification));
    }

    [Fact]
    public void Authority_is_compared_over_Missions_that_the_rules_do_not_refuse()
    {
        const string Few = "- { name: few, when: { params.attendees: { count_over: 3 } }, then: { refuse: true } }";
        CompiledPurpose Bound(int count)
        {
            CatalogSource source = SomeRules.Source(Few, "approval: { mode: user }");
            const string Old = "recipients: { subset_of: params.attendees }";
            Assert.Contains(Old, source.Text, StringComparison.Ordinal);
            return SomeMission.Purpose(source with { Text = source.Text.Replace(Old, $"recipients: {{ subset_of: params.attendees, count_at_most: {count} }}", StringComparison.Ordinal) });
        }

        Assert.Empty(Compare(Bound(3), Bound(4)).Dimensions);
        Assert.Equal(Change.Widened, Assert.Single(Compare(Bound(2), Bound(3)).Dimensions).Classification);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    public void A_sum_of_twelve_writers_is_exact_and_one_of_more_is_never_guessed(int writers)
    {
        string before = Many(writers, 30);
        long began = Stopwatch.GetTimestamp();
        PurposeDifference widened = Compare(before, Many(writers, 40));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60));
        if (writers <= 12)
        {
            Assert.All(widened.Dimensions, one => Assert.Equal(Change.Widened, one.Classification));
            Assert.Contains(widened.Dimensions, one => one.Summary.StartsWith("who gets in", StringComparison.Ordinal));
        }
        else
        {
            DimensionDifference only = Assert.Single(widened.Dimensions);
            Assert.Equal((DiffDimension.Rules, Change.Incomparable), (only.Dimension, only.Classification));
            Assert.True(widened.IsUndecided);
        }
    }

    [Fact]
    public void One_more_rule_beside_a_sum_that_is_too_large_narrows_and_the_same_rules_are_equivalent()
    {
        string before = Many(13, 30);
        string more = before + "\n- { name: more, when: { params.amount: { over: 7 } }, then: { add: { risk: 5 } } }";
        Assert.Equal(Change.Narrowed, Assert.Single(Compare(before, more).Dimensions).Classification);
        Assert.True(Compare(more, before).IsUndecided);
        Assert.Empty(Compare(before, string.Join('\n', before.Split('\n').Reverse())).Dimensions);
        Assert.True(Compare(before, more, SomeRules.Review, SomeRules.Review.Replace("approvals: 1, not_the_requester: true", "approvals: 1, not_the_requester: false", StringComparison.Ordinal)).IsUndecided);
    }

    // Writers that share no fact, as far as the params go; the others have ends of their own.
    private static string Many(int writers, int limit) => string.Join('\n', Enumerable.Range(0, writers)
        .Select(index => $"- {{ name: w{index}, when: {{ subject.claim{index}: {{ equals: x }} }}, then: {{ add: {{ risk: 5 }} }} }}")
        .Append(Reader.Replace("60", limit.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))
        .Append("- { name: very, when: { derived.risk: { at_least: 45 } }, then: { approval: review } }"));

    private static PurposeDifference Compare(
        string before,
        string after,
        string approval = SomeRules.Review,
        string? approvalAfter = null) =>
        Compare(SomeRules.Of(before, approval), SomeRules.Of(after, approvalAfter ?? approval));

    private static PurposeDifference Compare(CompiledPurpose before, CompiledPurpose after) => Assert.Single(CatalogDiff.Compare(
        CompiledCatalog.Compile(before.Vocabulary, [before.Entry]), CompiledCatalog.Compile(after.Vocabulary, [after.Entry])).Purposes);
}
