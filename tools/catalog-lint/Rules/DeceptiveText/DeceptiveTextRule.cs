using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Rules.LookAlikeTitle;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.DeceptiveText;

/// <summary>A text shows something else than it says.</summary>
internal static class DeceptiveTextRule
{
    public static LintRule Rule { get; } = new("MP2604", "deceptive-text", DiagnosticSeverity.Warning, "A text shows something else than it says") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) =>
    [
        .. Of(entry, "title", entry.Entry.Title),
        .. Of(entry, "summary", entry.Entry.Summary),
        .. Of(entry, "owner", entry.Entry.Owner),
    ];

    private static IEnumerable<Remark> Of(LintEntry entry, string key, string text)
    {
        // Between letters of some scripts a joiner is spelling; everything else that is not seen hides something.
        char unseen = text.FirstOrDefault(c => SafeText.IsUnseen(c) && !char.IsSurrogate(c) && c is not '\u200c' and not '\u200d');
        if (unseen != default)
        {
            yield return new Remark(entry.At("$." + key), $"The {key} holds U+{(int)unseen:X4}, which is not seen, or changes how its neighbours are seen.", "Remove it.");
        }
        else if (text.Split(' ').FirstOrDefault(Skeleton.MixesScripts) is { } word)
        {
            yield return new Remark(entry.At("$." + key), $"The word `{word}` in the {key} mixes letters of several scripts that look alike.", "Write it in one script.");
        }
    }
}
