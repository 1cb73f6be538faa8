using System.Collections.Immutable;

namespace MissionPolicy.Engine.Graphs;

/// <summary>Where each box of a picture stands and how its arrows run: columns from facts to decisions, rows so that arrows cross little.</summary>
/// <remarks>An arrow that passes a column gets a place in it, so that it runs between boxes and not through them. The same picture has the same
/// layout on every machine. Lengths are pixels.</remarks>
internal sealed class GraphLayout
{
    private const int ColumnGap = 70;
    private const int RowGap = 16;
    private const int Margin = 20;
    private const int LineHeight = 17;
    private const int Padding = 9;
    private const int Sweeps = 8;

    // How wide a letter of a sans-serif face at 12 pixels is on average; a box is a little too wide rather than too narrow.
    private const double LetterWidth = 7.0;
    private const double BoldWidth = 7.8;

    private GraphLayout(ImmutableArray<Box> boxes, ImmutableArray<Line> lines, int width, int height)
    {
        Boxes = boxes;
        Lines = lines;
        Width = width;
        Height = height;
    }

    public ImmutableArray<Box> Boxes { get; }

    public ImmutableArray<Line> Lines { get; }

    public int Width { get; }

    public int Height { get; }

    public static GraphLayout Of(EntryGraph graph)
    {
        Dictionary<string, Place> places = graph.Nodes.ToDictionary(node => node.Id, node => new Place(node, WrappedText.Of(node.Lines)), StringComparer.Ordinal);
        SetColumns(graph, places);
        List<Place>[] columns = [.. graph.Nodes.Select(node => places[node.Id]).GroupBy(place => place.Column).OrderBy(column => column.Key)
            .Select(column => column.ToList())];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column].ForEach(place => place.Column = column);
        }

        List<Place[]> routes = [.. graph.Edges.Select(edge => Route(places[edge.From], places[edge.To], columns))];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            Sort(sweep % 2 == 0 ? columns : columns.AsEnumerable().Reverse());
        }

        return Placed(columns, routes);
    }

    // Facts stand first and decisions last; a rule stands right of all that it reads.
    private static void SetColumns(EntryGraph graph, Dictionary<string, Place> places)
    {
        for (int round = 0; round < places.Count; round++)
        {
            foreach (GraphEdge edge in graph.Edges)
            {
                places[edge.To].Column = Math.Max(places[edge.To].Column, places[edge.From].Column + 1);
            }
        }

        foreach (Place rule in places.Values.Where(place => place.Node!.Kind == GraphNodeKind.Rule))
        {
            rule.Column = Math.Max(rule.Column, 1);
        }

        int last = Math.Max(2, places.Values.Max(place => place.Column));
        foreach (Place decision in places.Values.Where(place => place.Node!.Kind == GraphNodeKind.Decision))
        {
            decision.Column = last;
        }
    }

    private static Place[] Route(Place from, Place to, List<Place>[] columns)
    {
        List<Place> route = [from];
        for (int column = from.Column + 1; column < to.Column; column++)
        {
            Place passing = new(null, []) { Column = column };
            columns[column].Add(passing);
            route.Add(passing);
        }

        route.Add(to);
        for (int index = 1; index < route.Count; index++)
        {
            route[index - 1].Neighbours.Add(route[index]);
            route[index].Neighbours.Add(route[index - 1]);
        }

        return [.. route];
    }

    // Each column is put into the order of its neighbours' middle; a column that stands already is not moved by the one after it.
    private static void Sort(IEnumerable<List<Place>> columns)
    {
        foreach (List<Place> column in columns)
        {
            Number(column);
        }

        foreach (List<Place> column in columns)
        {
            Place[] sorted = [.. column.Select((place, index) => (place, index)).OrderBy(item => item.place.Middle(item.index)).ThenBy(item => item.index).Select(item => item.place)];
            column.Clear();
            column.AddRange(sorted);
            Number(column);
        }
    }

    private static void Number(List<Place> column)
    {
        for (int index = 0; index < column.Count; index++)
        {
            column[index].Order = (index + 0.5) / column.Count;
        }
    }

    private static GraphLayout Placed(List<Place>[] columns, List<Place[]> routes)
    {
        int height = columns.Max(column => column.Sum(place => place.Height + RowGap)) - RowGap;
        int left = Margin;
        foreach (List<Place> column in columns)
        {
            int width = column.Max(place => place.Width);
            int free = height - column.Sum(place => place.Height);
            double gap = (double)free / (column.Count + 1);
            double top = Margin + gap;
            foreach (Place place in column)
            {
                place.Put(left, (int)top, width);
                top += place.Height + gap;
            }

            left += width + ColumnGap;
        }

        ImmutableArray<Box> boxes = [.. columns.SelectMany(column => column).Where(place => place.Node is not null)
            .Select(place => new Box(place.Node!, place.Text, place.Left, place.Top, place.BoxWidth, place.Height))];
        ImmutableArray<Line> lines = [.. routes.Select(route => new Line([.. route.SelectMany((place, index) => place.Points(index == 0, index == route.Length - 1))]))];
        return new GraphLayout(boxes, lines, left - ColumnGap + Margin, height + (2 * Margin));
    }

    /// <summary>A box and its text.</summary>
    public sealed record Box(GraphNode Node, ImmutableArray<string> Text, int Left, int Top, int Width, int Height)
    {
        /// <summary>The baseline of a line of text.</summary>
        public int Baseline(int line) => Top + Padding + (line * LineHeight) + 12;
    }

    /// <summary>An arrow through its points.</summary>
    public sealed record Line(ImmutableArray<(int X, int Y)> Points);

    private sealed class Place(GraphNode? node, ImmutableArray<string> text)
    {
        public GraphNode? Node => node;

        public ImmutableArray<string> Text => text;

        public int Column { get; set; }

        public double Order { get; set; }

        public List<Place> Neighbours { get; } = [];

        public int Left { get; private set; }

        public int Top { get; private set; }

        public int BoxWidth { get; private set; }

        public int Width => node is null ? 0
            : (int)text.Select((line, index) => line.Length * (index == 0 ? BoldWidth : LetterWidth)).Max() + (2 * Padding);

        public int Height => node is null ? 0 : (text.Length * LineHeight) + (2 * Padding) - 3;

        public double Middle(int otherwise) => Neighbours.Count == 0 ? otherwise : Neighbours.Average(neighbour => neighbour.Order);

        public void Put(int left, int top, int width) => (Left, Top, BoxWidth) = (left, top, width);

        public IEnumerable<(int X, int Y)> Points(bool isFirst, bool isLast)
        {
            int middle = Top + (Height / 2);
            return isFirst ? [(Left + BoxWidth, middle)] : isLast ? [(Left, middle)] : [(Left, middle), (Left + BoxWidth, middle)];
        }
    }
}
