using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.ClassUnused;

/// <summary>No purpose grants a class of the vocabulary.</summary>
internal static class ClassUnusedRule
{
    public static LintRule Rule { get; } = new("MP2201", "class-unused", DiagnosticSeverity.Note, "No purpose grants a class of the vocabulary") { OfCatalog = Check };

    private static IEnumerable<Remark> Check(LintCatalog catalog)
    {
        HashSet<string> granted = [.. catalog.Entries.SelectMany(entry => entry.Entry.Authority).Select(rule => rule.Resource)];
        return !catalog.IsWhole
            ? []
            : catalog.Vocabulary.Classes.Where(resource => !granted.Contains(resource.Name)).Select(resource => new Remark(
                catalog.AtVocabulary($"$.classes.{resource.Name}"),
                $"No purpose grants anything of `{resource.Name}`: no Mission can ever reach it.",
                "Drop the class, or write the purpose that needs it."));
    }
}
