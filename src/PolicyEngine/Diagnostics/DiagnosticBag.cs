using System.Collections.Immutable;

namespace MissionPolicy.Engine.Diagnostics;

/// <summary>Collects diagnostics, so that every mistake is told at once, in an order that does not depend on the order of files or checks.</summary>
public sealed class DiagnosticBag
{
    private readonly List<CatalogDiagnostic> found = [];
    private readonly Dictionary<string, string[]> lines = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => found.Count;

    /// <summary>Whether any of them is an error.</summary>
    public bool HasErrors => found.Exists(static d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>One bag with the diagnostics of several.</summary>
    /// <param name="bags">The bags.</param>
    public static DiagnosticBag Merge(IEnumerable<DiagnosticBag> bags)
    {
        DiagnosticBag merged = new();
        merged.found.AddRange(bags.SelectMany(bag => bag.found));
        return merged;
    }

    /// <summary>Remembers the text of a file for excerpts.</summary>
    /// <param name="file">The path.</param>
    /// <param name="text">The text.</param>
    public void AddText(string file, string text) => lines[file] = [text];

    /// <summary>Adds an error.</summary>
    /// <param name="code">The row of the table.</param>
    /// <param name="position">The place.</param>
    /// <param name="message">The cause.</param>
    /// <param name="help">The cure.</param>
    /// <param name="suggestion">The word that was probably meant, or null.</param>
    public void Error(DiagnosticCode code, SourcePosition position, string message, string help, string? suggestion = null) =>
        found.Add(new CatalogDiagnostic
        {
            Code = code,
            Position = position,
            Message = message,
            Help = suggestion is null ? help : $"Did you mean `{suggestion}`? {help}",
            Suggestion = suggestion,
            Excerpt = Excerpt(position),
        });

    /// <summary>Everything found: distinct, by file, line, column, code, path, message.</summary>
    public ImmutableArray<CatalogDiagnostic> Sorted() =>
    [
        .. found.Distinct()
            .OrderBy(static d => d.Position.File, StringComparer.Ordinal)
            .ThenBy(static d => d.Position.Line)
            .ThenBy(static d => d.Position.Column)
            .ThenBy(static d => d.Code.Id, StringComparer.Ordinal)
            .ThenBy(static d => d.Position.Path, StringComparer.Ordinal)
            .ThenBy(static d => d.Message, StringComparer.Ordinal),
    ];

    private string Excerpt(SourcePosition position)
    {
        if (!lines.TryGetValue(position.File, out string[]? text) || position.Line < 1)
        {
            return string.Empty;
        }

        if (text.Length == 1 && text[0].Contains('\n', StringComparison.Ordinal))
        {
            // Splitting waits for the first mistake: a clean catalog pays nothing for excerpts.
            text = lines[position.File] = text[0].Split('\n');
        }

        if (position.Line > text.Length)
        {
            return string.Empty;
        }

        string line = text[position.Line - 1].TrimEnd('\r');
        int from = Math.Clamp(position.Column - 61, 0, Math.Max(0, line.Length - 1));
        string shown = line.Substring(from, Math.Min(120, line.Length - from)).Replace('\t', ' ');
        return $"{shown}\n{new string(' ', Math.Max(0, position.Column - 1 - from))}^";
    }
}
