using System.Collections.Immutable;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>What a person declined lately of one client and one kind of purpose.</summary>
/// <remarks>Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
/// <param name="Key">Whose: see <see cref="KeyOf"/>.</param>
/// <param name="Questions">The questions.</param>
/// <param name="Until">Until when the last of them is remembered.</param>
internal sealed record DeclinedQuestions(string Key, ImmutableArray<DeclinedQuestion> Questions, DateTimeOffset Until)
{
    /// <summary>The key.</summary>
    public static string KeyOf(string person, string client, string kind) => HandleHash.Of($"{person}\n{client}\n{kind}").Value;

    /// <summary>The same with one more question and without those that are forgotten.</summary>
    public DeclinedQuestions With(DeclinedQuestion question, DateTimeOffset now) => this with
    {
        Questions = [.. Questions.Where(known => known.Until > now), question],
        Until = question.Until > Until ? question.Until : Until,
    };
}
