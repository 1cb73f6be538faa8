using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.FileName;

/// <summary>The file is not called like its kind.</summary>
internal static class FileNameRule
{
    public static LintRule Rule { get; } = new("MP2004", "file-name", DiagnosticSeverity.Note, "The file is not called like its kind") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        string file = Path.GetFileNameWithoutExtension(entry.Entry.Source.File);
        string last = entry.Entry.Kind.TrimEnd('/').Split('/', ':')[^1];
        if (last.Length > 0 && !string.Equals(file, last, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Remark(entry.At("$.kind"), $"The file is called `{file}`, and the kind ends with `{last}`.", $"Call the file `{last}.yaml`, so that a reviewer finds it by its kind.");
        }
    }
}
