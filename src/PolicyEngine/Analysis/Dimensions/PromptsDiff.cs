using System.Globalization;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>How often a person is asked.</summary>
internal static class PromptsDiff
{
    private const string Path = "$.approval.prompts";

    /// <summary>The difference; null when both versions ask as often.</summary>
    public static DimensionDifference? Compare(Versions versions)
    {
        (PromptBudget? before, PromptBudget? after) = (versions.Before.Entry.Approval.Prompts, versions.After.Entry.Approval.Prompts);
        (SourcePosition was, SourcePosition now) = (versions.BeforeAt(Path), versions.AfterAt(Path));
        if (before == after || !Asks(versions.Before, versions) || !Asks(versions.After, versions))
        {
            return null;
        }

        string summary = $"a client may ask one person {Text(after)} instead of {Text(before)}";
        bool isWider = Allows(before, after);
        Witness? witness = isWider ? Confirm(versions, before!, after) : null;
        return Verdict.Of(
            DiffDimension.Approval, isWider && witness is null ? null : isWider, Allows(after, before), summary, was, now, witness);
    }

    // Where no person is asked, a budget changes nothing; what became of the mode is said there.
    private static bool Asks(CompiledPurpose purpose, Versions versions) =>
        Trial.Bootstrap(purpose, MissionQuestion.Plain(versions)) is not BootstrapDecision.Granted;

    // Whether there are questions of the past that bar the next one under the one budget and not under the other.
    private static bool Allows(PromptBudget? strict, PromptBudget? loose) =>
        strict is not null && (loose is null || loose.Most > strict.Most || loose.Per < strict.Per);

    // As many questions as the old budget has, so old that they count for it just
    // barely; they are over under a shorter window, and too few under a larger number.
    private static Witness? Confirm(Versions versions, PromptBudget before, PromptBudget? after)
    {
        TimeSpan ago = after is not null && after.Per < before.Per ? after.Per : TimeSpan.Zero;
        MissionQuestion mission = MissionQuestion.Plain(versions) with { AskedAgo = [.. Enumerable.Repeat(ago, before.Most)] };
        (BootstrapDecision was, BootstrapDecision now) = (
            Trial.Bootstrap(versions.Before, mission), Trial.Bootstrap(versions.After, mission));
        return AnswerText.Has(was, ReasonCodes.AskedTooOften) && !AnswerText.Has(now, ReasonCodes.AskedTooOften)
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static string Text(PromptBudget? budget) => budget is null
        ? "any number of times"
        : string.Create(CultureInfo.InvariantCulture, $"{budget.Most} times in {FactText.Duration(budget.Per.Ticks)}");
}
