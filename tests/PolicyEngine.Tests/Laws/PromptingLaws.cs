using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>A larger budget of questions never refuses what a smaller one allows, and a refusal says truly when to come back.</summary>
public sealed class PromptingLaws
{
    private static readonly Gen<PromptBudget> Budget = Gen.Select(
        Gen.Int[1, 6], Gen.Int[1, 120], (most, minutes) => new PromptBudget(most, TimeSpan.FromMinutes(minutes)));

    private static readonly Gen<PromptFacts> History = Gen.Select(Gen.Int[-600, 9000].Array[0, 10], Gen.Int[0, 9], (ago, stopped) => new PromptFacts
    {
        Asked = ago.Select(seconds => SomeMission.Now - TimeSpan.FromSeconds(seconds)).ToValueArray(),
        IsStopped = stopped == 0,
    });

    private static CompiledPurpose With(PromptBudget budget)
    {
        CompiledPurpose meeting = SomeMission.Meeting;
        CatalogEntry entry = meeting.Entry with { Approval = meeting.Entry.Approval with { Prompts = budget } };
        return CompiledCatalog.Compile(meeting.Vocabulary, [entry]).Purposes.Values.Single();
    }

    [Fact]
    public void A_larger_budget_never_refuses_what_a_smaller_one_allows()
    {
        int differ = 0;
        Gen.Select(Budget, Gen.Int[0, 3], Gen.Int[0, 60], History).Sample(
            (small, more, shorter, history) =>
            {
                TimeSpan per = small.Per - TimeSpan.FromMinutes(shorter);
                PromptBudget large = new(small.Most + more, per < PromptBudget.Shortest ? PromptBudget.Shortest : per);
                bool smallAllows = Prompting.Decide(With(small), history, SomeMission.Now).IsEmpty;
                bool largeAllows = Prompting.Decide(With(large), history, SomeMission.Now).IsEmpty;
                Assert.True(largeAllows || !smallAllows, $"{large} refuses what {small} allows");
                if (largeAllows != smallAllows)
                {
                    Interlocked.Increment(ref differ);
                }
            },
            iter: 2_000);
        Assert.True(differ > 50, $"only {differ} differed");
    }

    [Fact]
    public void A_refusal_says_the_first_second_in_which_one_more_question_fits()
    {
        int refused = 0;
        Gen.Select(Budget, History).Sample(
            (budget, history) =>
            {
                CompiledPurpose purpose = With(budget);
                PromptFacts past = history with { Asked = history.Asked.Where(at => at <= SomeMission.Now).ToValueArray(), IsStopped = false };
                if (Prompting.Decide(purpose, past, SomeMission.Now) is not [{ RetryAfter: { } wait }])
                {
                    return;
                }

                Interlocked.Increment(ref refused);
                Assert.Empty(Prompting.Decide(purpose, past, SomeMission.Now + wait));
                Assert.NotEmpty(Prompting.Decide(purpose, past, SomeMission.Now + wait - TimeSpan.FromSeconds(1)));
            },
            iter: 2_000);
        Assert.True(refused > 100, $"only {refused} were refused");
    }

    [Fact]
    public void The_order_of_the_past_says_nothing() => Gen.Select(Budget, History).Sample(
        (budget, history) =>
        {
            CompiledPurpose purpose = With(budget);
            PromptFacts turned = history with { Asked = history.Asked.Reverse().ToValueArray() };
            return Prompting.Decide(purpose, history, SomeMission.Now) == Prompting.Decide(purpose, turned, SomeMission.Now);
        },
        iter: 500);
}
