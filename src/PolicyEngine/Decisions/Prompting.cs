using System.Globalization;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>May a client put one more question about this kind to this person?</summary>
/// <remarks>The values of the question play no part. Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
public static class Prompting
{
    private const string Path = "$.approval.prompts";

    /// <summary>Answers the question.</summary>
    /// <param name="purpose">The compiled entry of the kind.</param>
    /// <param name="facts">What the host remembers.</param>
    /// <param name="now">The time of the decision.</param>
    /// <returns>Why not: <c>asking_stopped</c>, or <c>asked_too_often</c> with the time
    /// after which it may ask again. Empty when it may ask.</returns>
    /// <remarks>A question counts from its own time until the window has passed, that instant left out. One that seems to come from
    /// the future, because the clock was set back, counts as well; the wait is then never longer than the window.</remarks>
    public static ValueArray<Reason> Decide(CompiledPurpose purpose, PromptFacts facts, DateTimeOffset now)
    {
        if (facts.IsStopped)
        {
            return [Standings.AskingStopped];
        }

        if (facts.IsRepeated || purpose.Entry.Approval.Prompts is not { } budget)
        {
            return [];
        }

        DateTimeOffset[] counted = [.. facts.Asked.Where(at => Counts(at, budget.Per, now)).OrderDescending()];
        if (counted.Length < budget.Most)
        {
            return [];
        }

        // One more fits as soon as this one, and all before it, have left the window.
        TimeSpan wait = counted[budget.Most - 1] - now + budget.Per;
        return
        [
            Standings.AskedTooOften with
            {
                RuleId = Path.TrimStart('$', '.'),
                Position = purpose.Entry.Source.At(Path),
                Asked = (counted.Length + 1).ToString(CultureInfo.InvariantCulture),
                Allowed = [string.Create(CultureInfo.InvariantCulture, $"{budget.Most} in {FactText.Duration(budget.Per.Ticks)}")],
                RetryAfter = WholeSeconds(wait < budget.Per ? wait : budget.Per),
            },
        ];
    }

    /// <summary>How many questions fall into a window that ends now.</summary>
    /// <param name="asked">When questions were put (UTC).</param>
    /// <param name="window">The length of the window.</param>
    /// <param name="now">Its end.</param>
    public static int Count(IEnumerable<DateTimeOffset> asked, TimeSpan window, DateTimeOffset now) =>
        asked.Count(at => Counts(at, window, now));

    /// <summary>Whether a refusal says that no question may be put now.</summary>
    /// <param name="reasons">The reasons of the refusal.</param>
    public static bool Refused(ValueArray<Reason> reasons) =>
        reasons.Any(reason => reason.Code is ReasonCodes.AskingStopped or ReasonCodes.AskedTooOften);

    /// <summary>The decision on a question that would be put, with what the host remembers.</summary>
    internal static BootstrapDecision Judge(CompiledPurpose purpose, PromptFacts facts, DateTimeOffset now, BootstrapDecision decision) =>
        Decide(purpose, facts, now) is { IsEmpty: false } reasons ? new BootstrapDecision.Refused(reasons) : decision;

    /// <summary>A wait as the wire has it: rounded up, and never nothing.</summary>
    internal static TimeSpan WholeSeconds(TimeSpan wait) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait.TotalSeconds)));

    // The difference instead of a sum, which would leave the range of time at its ends.
    private static bool Counts(DateTimeOffset at, TimeSpan window, DateTimeOffset now) => now - at < window;
}
