using System.Globalization;
using System.Xml.Linq;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Graphs;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Graphs;

/// <summary>The picture of an entry shows every rule, and can be read.</summary>
public sealed class EntryGraphTests
{
    private static readonly CompiledCatalog Sample = SampleCatalog.Load();

    public static TheoryData<string> Kinds => [.. Sample.Purposes.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_arrow_joins_two_boxes_and_every_rule_leads_to_a_decision(string kind)
    {
        EntryGraph graph = EntryGraph.Of(Sample.Purpose(kind)!);
        HashSet<string> names = [.. graph.Nodes.Select(node => node.Id)];
        Assert.Equal(graph.Nodes.Count, names.Count);
        Assert.All(graph.Edges, edge => Assert.True(names.Contains(edge.From) && names.Contains(edge.To), edge.ToString()));
        Assert.All(
            graph.Nodes.Where(node => node.Kind is not GraphNodeKind.Decision), node => Assert.Contains(graph.Edges, edge => edge.From == node.Id));
        Assert.InRange(graph.Nodes.Count, 8, 28);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_conditional_rule_and_every_param_that_it_reads_is_drawn(string kind)
    {
        CompiledPurpose purpose = Sample.Purpose(kind)!;
        string text = MermaidGraph.Write(EntryGraph.Of(purpose));
        Assert.All(purpose.Entry.Authentication.StepUp, rule => Assert.Contains(rule.Name, text, StringComparison.Ordinal));
        Assert.All(purpose.Entry.Authority, rule => Assert.Contains(rule.Resource, text, StringComparison.Ordinal));
        Assert.All(
            purpose.Rules.Rules.SelectMany(rule => Params(rule.When)).Distinct(),
            name => Assert.Contains("params." + name.Split('.')[0], text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_box_covers_another_and_all_stand_inside_the_picture(string kind)
    {
        XDocument svg = XDocument.Parse(SvgGraph.Write(EntryGraph.Of(Sample.Purpose(kind)!)));
        (int Left, int Top, int Right, int Bottom)[] boxes =
        [
            .. svg.Descendants().Where(element => element.Name.LocalName == "g").Select(group => group.Elements().First()).Select(rectangle =>
                (Number(rectangle, "x"), Number(rectangle, "y"), Number(rectangle, "x") + Number(rectangle, "width"), Number(rectangle, "y") + Number(rectangle, "height"))),
        ];
        Assert.True(boxes.Length >= 8);
        Assert.All(boxes, box => Assert.True(box is { Left: >= 0, Top: >= 0 } && box.Right <= Number(svg.Root!, "width") && box.Bottom <= Number(svg.Root!, "height")));
        for (int one = 0; one < boxes.Length; one++)
        {
            Assert.All(boxes[(one + 1)..], other => Assert.True(
                boxes[one].Right <= other.Left || other.Right <= boxes[one].Left || boxes[one].Bottom <= other.Top || other.Bottom <= boxes[one].Top));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_picture_refers_to_nothing_outside_and_runs_nothing(string kind)
    {
        string svg = SvgGraph.Write(EntryGraph.Of(Sample.Purpose(kind)!));
        Assert.All(["<script", "<style", "href", "url(", "onload", "<image", "<foreignObject"], word => Assert.DoesNotContain(word, svg, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Text_of_an_entry_cannot_end_its_box()
    {
        EntryGraph graph = new()
        {
            Title = "a</title><script>alert(1)</script>",
            Nodes = [new GraphNode("a", GraphNodeKind.Rule, ["x\"]; click a call b()", "<b>&\u0007"], SourcePosition.None)],
            Edges = [],
        };
        string mermaid = MermaidGraph.Write(graph);
        Assert.Equal(2, mermaid.Count(letter => letter == '"'));
        Assert.DoesNotContain("<b>", mermaid, StringComparison.Ordinal);
        XDocument svg = XDocument.Parse(SvgGraph.Write(graph));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
        Assert.Contains(svg.Descendants(), element => element.Value == "<b>&\uFFFD");
    }

    [Fact]
    public void The_picture_in_the_docs_is_the_one_that_the_rules_draw()
    {
        string file = Repository.Path("docs", "images", "payment-batch.svg");
        string svg = SvgGraph.Write(EntryGraph.Of(Sample.Purpose("https://finance.example.com/purposes/payment-batch")!));
        if (Environment.GetEnvironmentVariable("UPDATE_GRAPHS") == "true")
        {
            File.WriteAllText(file, svg);
        }

        Assert.Equal(File.ReadAllText(file), svg);
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Params(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Params),
        any => any.Parts.SelectMany(Params),
        not => Params(not.Part),
        test => test.Fact.Scope == FactScope.Params ? [test.Fact.Path] : []);
}
