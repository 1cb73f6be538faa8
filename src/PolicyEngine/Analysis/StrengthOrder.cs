using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Engine.Analysis;

/// <summary>Compares two requirements by the sign-ins that meet them: every level, and an age on each side of every limit.</summary>
internal static class StrengthOrder
{
    /// <summary>A sign-in that meets the new requirement and not the old one, weakest first, or null.</summary>
    public static SignInFacts? Weaker(CompiledPurpose before, StrengthRequirement? was, CompiledPurpose after, StrengthRequirement? now) => (
        from acr in after.Vocabulary.Levels.Concat(before.Vocabulary.Levels).Select(level => level.Name).Append("unknown-level").Distinct(StringComparer.Ordinal)
        from age in Ages(was, now)
        let signIn = SignIn(acr, age)
        where IsMet(after, now, signIn) && !IsMet(before, was, signIn)
        select signIn).FirstOrDefault();

    public static bool IsMet(CompiledPurpose purpose, StrengthRequirement? require, SignInFacts signIn) =>
        require is null || StepUp.IsMet(purpose.Vocabulary, require, signIn, CaseMission.DefaultTime);

    public static SignInFacts SignIn(string acr, TimeSpan age) =>
        new(CaseMission.DefaultSubject, acr, [], CaseMission.DefaultTime - age, age == TimeSpan.Zero);

    private static IEnumerable<TimeSpan> Ages(StrengthRequirement? was, StrengthRequirement? now) => new[] { was?.MaxAge, now?.MaxAge }
        .OfType<TimeSpan>()
        .SelectMany(limit => new[] { limit, limit + TimeSpan.FromTicks(1), limit + TimeSpan.FromSeconds(1) })
        .Append(TimeSpan.Zero)
        .Distinct()
        .Order();
}
