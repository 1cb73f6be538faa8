using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.ApprovalText;

/// <summary>A title or summary does not fit the approval page.</summary>
internal static class ApprovalTextRule
{
    public static LintRule Rule { get; } = new("MP2601", "approval-text", DiagnosticSeverity.Warning, "A title or summary does not fit the approval page") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) =>
    [
        .. Of(entry, "title", entry.Entry.Title, entry.Limits.TitleLength),
        .. Of(entry, "summary", entry.Entry.Summary, entry.Limits.SummaryLength),
    ];

    private static IEnumerable<Remark> Of(LintEntry entry, string key, string text, int most)
    {
        int length = text.EnumerateRunes().Count();
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return new Remark(entry.At("$." + key), $"The {key} is blank: the person would approve an empty page.", "Say in plain words what the Mission does.");
        }
        else if (length > most)
        {
            yield return new Remark(entry.At("$." + key), $"The {key} has {length} characters; the approval page shows {most}.", "Shorten it: what is cut off is not approved.");
        }
    }
}
