using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>A resume compares things that exist, and always the subject and the tenant.</summary>
internal static class ResumeCheck
{
    private static readonly string[] Members = ["subject", "tenant", "application", "actor"];
    private static readonly string[] Needed = ["subject", "tenant"];

    public static void Run(CheckedEntry subject)
    {
        ResumeRule rule = subject.Entry.Resume;
        foreach (string member in rule.Same.Where(member => !IsKnown(subject.Entry, member)))
        {
            string[] known = [.. Members, .. subject.Entry.Params.Governing.Select(name => "params." + name)];
            subject.Error(
                DiagnosticCodes.ResumeMember, "$.resume.same", $"`{member}` cannot be compared.", $"Write some of {string.Join(", ", known.Select(name => $"`{name}`"))}.", Suggestion.For(member, known));
        }

        if (rule.Within is null)
        {
            return;
        }

        if (rule.Within <= TimeSpan.Zero || rule.Within > subject.Vocabulary.MaxLifetime)
        {
            subject.Error(DiagnosticCodes.LifetimeBounds, "$.resume.within", "The time to resume is not between 0 and the vocabulary's longest lifetime.", "Write a shorter one.");
        }

        // Without these a Mission of one person or tenant could be re-attested by another: wider than creating it.
        foreach (string needed in Needed.Where(needed => !rule.Same.Contains(needed)))
        {
            subject.Error(DiagnosticCodes.ResumeMember, "$.resume.same", $"A resume has to compare the {needed}.", $"Add `{needed}`.");
        }
    }

    private static bool IsKnown(CatalogEntry entry, string member) =>
        Members.Contains(member)
        || (member.StartsWith("params.", StringComparison.Ordinal) && entry.Params.Governing.Contains(member[7..].Split('.')[0]));
}
