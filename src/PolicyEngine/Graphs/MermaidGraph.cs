using System.Globalization;
using System.Text;

namespace MissionPolicy.Engine.Graphs;

/// <summary>Writes a picture as a Mermaid flow chart, which Markdown viewers draw.</summary>
public static class MermaidGraph
{
    /// <summary>The text of the chart; every line ends with a line feed.</summary>
    /// <param name="graph">The picture.</param>
    public static string Write(EntryGraph graph)
    {
        StringBuilder text = new("flowchart LR\n");
        foreach (GraphNode node in graph.Nodes)
        {
            (string open, string close) = Shape(node.Kind);
            text.Append(CultureInfo.InvariantCulture, $"  {node.Id}{open}\"{string.Join("<br/>", node.Lines.Select(Escape))}\"{close}\n");
        }

        foreach (GraphEdge edge in graph.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {edge.From} --> {edge.To}\n");
        }

        return text.ToString();
    }

    private static (string Open, string Close) Shape(GraphNodeKind kind) => kind switch
    {
        GraphNodeKind.Input => ("([", "])"),
        GraphNodeKind.Derived => ("{{", "}}"),
        GraphNodeKind.Decision => ("[[", "]]"),
        _ => ("[", "]"),
    };

    // Mermaid reads entity codes between # and ; inside a quoted text; all else that it or HTML could read is written as one.
    private static string Escape(string line)
    {
        StringBuilder safe = new();
        foreach (Rune rune in line.EnumerateRunes())
        {
            bool isPlain = rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) || " .,:-_/+()?'@".Contains((char)rune.Value, StringComparison.Ordinal) : Rune.IsLetterOrDigit(rune);
            _ = isPlain ? safe.Append(rune.ToString()) : safe.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return safe.ToString();
    }
}
