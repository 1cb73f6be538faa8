using System.Globalization;
using System.Text;
using System.Xml;

namespace MissionPolicy.Engine.Graphs;

/// <summary>Writes a picture as SVG: no script, no style sheet, no reference to anything outside, readable in light and dark.</summary>
public static class SvgGraph
{
    /// <summary>The SVG document; every line ends with a line feed.</summary>
    /// <param name="graph">The picture.</param>
    public static string Write(EntryGraph graph)
    {
        GraphLayout layout = GraphLayout.Of(graph);
        StringBuilder text = new();
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n", CheckCharacters = true };
        using (XmlWriter svg = XmlWriter.Create(text, settings))
        {
            svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            Attributes(svg, ("viewBox", $"0 0 {layout.Width} {layout.Height}"), ("width", Text(layout.Width)), ("height", Text(layout.Height)), ("role", "img"));
            Attributes(svg, ("font-family", "system-ui, sans-serif"), ("font-size", "12"));
            svg.WriteElementString("title", null, Clean(graph.Title));
            Background(svg, layout);
            foreach (GraphLayout.Line line in layout.Lines)
            {
                Arrow(svg, line);
            }

            foreach (GraphLayout.Box box in layout.Boxes)
            {
                Draw(svg, box);
            }

            svg.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    // The picture brings its own ground, so that its text is readable on a page of any colour.
    private static void Background(XmlWriter svg, GraphLayout layout)
    {
        svg.WriteStartElement("rect");
        Attributes(svg, ("width", Text(layout.Width)), ("height", Text(layout.Height)), ("rx", "8"), ("fill", "#ffffff"));
        svg.WriteEndElement();
    }

    private static void Arrow(XmlWriter svg, GraphLayout.Line line)
    {
        StringBuilder path = new();
        (int x, int y) = line.Points[0];
        path.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
        foreach ((int toX, int toY) in line.Points[1..])
        {
            int middle = (x + toX) / 2;
            path.Append(CultureInfo.InvariantCulture, $" C{middle} {y} {middle} {toY} {toX} {toY}");
            (x, y) = (toX, toY);
        }

        svg.WriteStartElement("path");
        Attributes(svg, ("d", path.ToString()), ("fill", "none"), ("stroke", "#7a8594"), ("stroke-width", "1.3"));
        svg.WriteEndElement();
        svg.WriteStartElement("path");
        Attributes(svg, ("d", string.Create(CultureInfo.InvariantCulture, $"M{x} {y} l-7 -4 v8 z")), ("fill", "#7a8594"));
        svg.WriteEndElement();
    }

    private static void Draw(XmlWriter svg, GraphLayout.Box box)
    {
        (string fill, string stroke, string corner) = Look(box.Node.Kind);
        svg.WriteStartElement("g");
        svg.WriteStartElement("rect");
        Attributes(svg, ("x", Text(box.Left)), ("y", Text(box.Top)), ("width", Text(box.Width)), ("height", Text(box.Height)));
        Attributes(svg, ("rx", corner), ("fill", fill), ("stroke", stroke));
        svg.WriteEndElement();
        for (int line = 0; line < box.Text.Length; line++)
        {
            svg.WriteStartElement("text");
            Attributes(svg, ("x", Text(box.Left + 9)), ("y", Text(box.Baseline(line))), ("fill", line == 0 ? "#14202e" : "#3c4a5a"));
            if (line == 0)
            {
                Attributes(svg, ("font-weight", "600"));
            }

            svg.WriteString(Clean(box.Text[line]));
            svg.WriteEndElement();
        }

        if (box.Node.Position.Line > 0)
        {
            svg.WriteElementString("title", null, Clean(box.Node.Position.ToString()));
        }

        svg.WriteEndElement();
    }

    private static (string Fill, string Stroke, string Corner) Look(GraphNodeKind kind) => kind switch
    {
        GraphNodeKind.Input => ("#eef2f7", "#8a97a8", "14"),
        GraphNodeKind.Derived => ("#fff4dc", "#b98a1d", "14"),
        GraphNodeKind.Decision => ("#e3f1e6", "#3f8a55", "4"),
        _ => ("#e8effc", "#4a72b8", "4"),
    };

    private static void Attributes(XmlWriter svg, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            svg.WriteAttributeString(name, value);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Characters that XML cannot hold are shown as the sign for a missing one.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()));
}
