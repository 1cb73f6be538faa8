using System.Collections.Immutable;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>The lines that findings point at.</summary>
internal sealed class Excerpts(ImmutableArray<CatalogSource> sources)
{
    private const int Widest = 120;

    private readonly Dictionary<string, string[]> lines = new(StringComparer.Ordinal);

    /// <summary>The line, and a mark below the column; empty when there is no such line.</summary>
    /// <param name="position">The place.</param>
    public string At(SourcePosition position)
    {
        string[] text = Lines(position.File);
        if (position.Line < 1 || position.Line > text.Length)
        {
            return string.Empty;
        }

        string line = text[position.Line - 1].TrimEnd('\r');
        int from = Math.Clamp(position.Column - (Widest / 2) - 1, 0, Math.Max(0, line.Length - 1));
        return $"{line.Substring(from, Math.Min(Widest, line.Length - from)).Replace('\t', ' ')}\n{new string(' ', Math.Max(0, position.Column - 1 - from))}^";
    }

    private string[] Lines(string file)
    {
        if (!lines.TryGetValue(file, out string[]? text))
        {
            text = sources.FirstOrDefault(source => source.Path == file)?.Text.Split('\n') ?? [];
            lines[file] = text;
        }

        return text;
    }
}
