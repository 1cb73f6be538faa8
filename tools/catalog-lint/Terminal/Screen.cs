using Spectre.Console;
using Spectre.Console.Rendering;

namespace MissionPolicy.CatalogLint.Terminal;

/// <summary>Rich text for people. Without colours it is the same text, and lines are never broken.</summary>
internal sealed class Screen
{
    // A pipe has no edge: editors and terminals link file:line:column only in a whole line.
    private const int NoEdge = 1_000_000;

    private readonly IAnsiConsole console;
    private readonly TextWriter output;
    private readonly int width;
    private readonly bool isTerminal;

    public Screen(ToolHost host)
    {
        output = host.Output;
        width = host.Width;
        isTerminal = host.Colour;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.Colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = host.Colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Capabilities.Unicode = true;
        console.Profile.Width = NoEdge;
    }

    /// <summary>One line of pieces.</summary>
    public void Line(params ReadOnlySpan<Piece> pieces)
    {
        Paragraph line = new();
        foreach (Piece piece in pieces)
        {
            line.Append(SafeText.OneLine(piece.Text), piece.Style);
        }

        console.Write(line);
        output.Write('\n');
    }

    /// <summary>A table; on a terminal its last column gives way.</summary>
    public void Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<Piece>> rows)
    {
        Table table = new() { Border = TableBorder.Simple, Expand = false };
        foreach (string title in titles)
        {
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))) { NoWrap = title != titles[^1] });
        }

        foreach (IReadOnlyList<Piece> row in rows)
        {
            table.AddRow(row.Select(piece => (IRenderable)new Text(SafeText.OneLine(piece.Text), piece.Style)));
        }

        console.Profile.Width = isTerminal ? width : NoEdge;
        console.Write(table);
        console.Profile.Width = NoEdge;
    }
}
