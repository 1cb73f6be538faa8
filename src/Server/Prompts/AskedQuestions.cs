using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Prompts;

/// <summary>The questions that one client put to one person lately.</summary>
/// <remarks>Never more than <see cref="PromptBudget.Largest"/> of each kind: no budget
/// allows more. Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
/// <param name="Key">Whose: see <see cref="KeyOf"/>.</param>
/// <param name="Questions">The questions, oldest first.</param>
/// <param name="Until">Until when the last of them is remembered.</param>
internal sealed record AskedQuestions(string Key, ImmutableArray<AskedQuestion> Questions, DateTimeOffset Until)
{
    /// <summary>The key.</summary>
    public static string KeyOf(string person, string client) => HandleHash.Of($"{person}\n{client}").Value;

    /// <summary>The same with one more question, in place of those that it continues and of those whose time is over.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ids">Under which names it was known before.</param>
    /// <param name="now">The time.</param>
    public AskedQuestions With(AskedQuestion question, ImmutableArray<string> ids, DateTimeOffset now)
    {
        ImmutableArray<AskedQuestion> kept = [.. Questions.Where(known => known.Until > now && !Is(known, question.Kind, ids))];
        int tooMany = kept.Count(known => known.Kind == question.Kind) + 1 - PromptBudget.Largest;
        AskedQuestion[] oldest = [.. kept.Where(known => known.Kind == question.Kind).OrderBy(known => known.At).Take(Math.Max(0, tooMany))];
        ImmutableArray<AskedQuestion> all = [.. kept.Except(oldest), question];
        return this with { Questions = all, Until = all.Max(known => known.Until) };
    }

    /// <summary>Whether a question is known under one of the names.</summary>
    public static bool Is(AskedQuestion known, string kind, ImmutableArray<string> ids) => known.Kind == kind && ids.Contains(known.Id);
}
