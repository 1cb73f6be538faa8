using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>When does a question repeat one that was declined?</summary>
public sealed class RepeatedQuestionTests
{
    private static readonly DateTimeOffset End = new(2026, 12, 1, 17, 0, 0, TimeSpan.Zero);

    private static readonly QuestionValues Held = new(
        "example.com", """{"calendar":"cal_team01","window":{"from":"2026-12-01T08:00:00Z","to":"2026-12-05T18:00:00Z"},"note":"weekly"}""", End);

    [Theory]
    [InlineData("\"cal_team01\"", "\"cal_board1\"", "params.calendar")]
    [InlineData("18:00:00Z", "18:00:01Z", "params.window")]
    [InlineData("weekly", "please", "renewal")]
    [InlineData("\"from\":\"2026-12-01T08:00:00Z\",\"to\":\"2026-12-05T18:00:00Z\"", "\"to\":\"2026-12-05T18:00:00Z\",\"from\":\"2026-12-01T08:00:00Z\"", "renewal")]
    public void A_question_is_the_governing_params_that_differ(string before, string after, string parts) =>
        Assert.Equal(parts, Parts(Held with { ParamsJson = Held.ParamsJson.Replace(before, after, StringComparison.Ordinal) }));

    [Fact]
    public void Tenant_and_a_longer_life_are_parts_of_a_question()
    {
        Assert.Equal("lifetime tenant", Parts(Held with { Tenant = "customer.example", End = End.AddSeconds(1) }));
        Assert.Equal("renewal", Parts(Held with { End = End.AddHours(-1) }));
        Assert.Equal("renewal", Parts(Held with { End = null }));
    }

    [Fact]
    public void A_question_repeats_another_when_it_asks_for_all_of_it()
    {
        ValueArray<string> calendar = ["params.calendar"];
        ValueArray<string> both = ["params.calendar", "params.window"];
        Assert.True(RepeatedQuestion.Is(calendar, [calendar]));
        Assert.True(RepeatedQuestion.Is(both, [calendar]));
        Assert.False(RepeatedQuestion.Is(calendar, [both]));
        Assert.False(RepeatedQuestion.Is(RepeatedQuestion.ForNew, [calendar, both]));
        Assert.False(RepeatedQuestion.Is(calendar, []));
        Assert.False(RepeatedQuestion.Is(calendar, [[]]));
    }

    private static string Parts(QuestionValues asked) => string.Join(' ', RepeatedQuestion.ForReplacement(SomeMission.Meeting, Held, asked));
}
