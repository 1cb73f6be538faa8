using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Prompts;

/// <summary>What is remembered of questions stays small, and is forgotten in its time.</summary>
public sealed class AskedQuestionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_more_of_a_kind_are_kept_than_any_budget_allows_and_the_newest_stay()
    {
        AskedQuestions asked = new("key", [Question("other", "first", -1)], Now);
        for (int number = 0; number < PromptBudget.Largest + 50; number++)
        {
            asked = asked.With(Question("kind", $"q{number}", number), [$"q{number}"], Now);
        }

        Assert.Equal(PromptBudget.Largest, asked.Questions.Count(question => question.Kind == "kind"));
        Assert.DoesNotContain(asked.Questions, question => question.Id == "q49");
        Assert.Contains(asked.Questions, question => question.Id == "q50");
        Assert.Contains(asked.Questions, question => question.Kind == "other");
    }

    [Fact]
    public void A_question_takes_the_place_of_what_it_continues_and_what_is_over_is_left_out()
    {
        AskedQuestions asked = new(
            "key", [Question("kind", "mission", 0), Question("kind", "old", -7200), Question("other", "mission", 0)], Now);
        asked = asked.With(Question("kind", "request", 10), ["request", "mission"], Now);
        Assert.Equal([("other", "mission"), ("kind", "request")], asked.Questions.Select(question => (question.Kind, question.Id)));
        Assert.Equal(Now.AddSeconds(10).AddHours(1), asked.Until);
    }

    [Fact]
    public async Task The_store_forgets_questions_in_their_time_and_keeps_a_stop()
    {
        await using PromptScene scene = await PromptScene.StartAsync();
        await scene.ShowAsync(1);
        Assert.Equal("access_denied", TestAgent.Answered(await scene.Agent.DecideAsync(await scene.AskAsync(), "stop"))["error"]);
        IStore store = scene.Host.App.Services.GetRequiredService<IStore>();
        Assert.Equal(2, (await AskedAsync(store))!.Value.Questions.Length);
        scene.Host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await AskedAsync(store));
        scene.Host.Time.Advance(TimeSpan.FromHours(3));
        await scene.Host.RestartAsync();
        store = scene.Host.App.Services.GetRequiredService<IStore>();
        Page<StoppedQuestions> stops = await store.FindAsync(
            PromptTables.Stopped, TableQuery.Where(PromptTables.ByPerson, StoppedQuestions.PersonOf("user_1")), TestContext.Current.CancellationToken);
        Assert.Equal("assistant", Assert.Single(stops.Items).Value.Client);
    }

    private static ValueTask<Document<AskedQuestions>?> AskedAsync(IStore store) =>
        store.GetAsync(PromptTables.Asked, AskedQuestions.KeyOf("user_1", "assistant"), TestContext.Current.CancellationToken);

    private static AskedQuestion Question(string kind, string id, int seconds) =>
        new(kind, id, Now.AddSeconds(seconds), Now.AddSeconds(seconds).AddHours(1));
}
