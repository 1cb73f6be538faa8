using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.ResumeWithoutActor;

/// <summary>Another actor may go on with a Mission.</summary>
internal static class ResumeWithoutActorRule
{
    public static LintRule Rule { get; } = new("MP2404", "resume-without-actor", DiagnosticSeverity.Warning, "Another actor may go on with a Mission") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        CatalogEntry rules = entry.Entry;
        bool tellsActorsApart = rules.Authentication.VerifiedActor
            || rules.Authentication.StepUp.Select(rule => rule.When)
                .Concat(rules.Rules.Select(rule => rule.When))
                .SelectMany(Conditions.Facts)
                .Contains(FactName.ActorType);
        if (rules.Resume.Within is not null && tellsActorsApart && !rules.Resume.Same.Contains("actor"))
        {
            yield return new Remark(
                entry.At("$.resume.same"),
                "The sign-in rules tell actors apart, and a resume does not compare them: one actor may go on with what another one began.",
                "Add `actor` to `resume.same`.");
        }
    }
}
