using System.CommandLine;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Commands.Explaining;
using MissionPolicy.Engine.Graphs;

namespace MissionPolicy.CatalogLint.Commands.Drawing;

/// <summary><c>catalog-lint graph</c>: an entry as a picture, from facts to decisions.</summary>
internal static class GraphCommand
{
    public static Command Of(ToolHost host)
    {
        Argument<string> kind = new("kind") { Description = "The kind, or the end of it: schedule-meeting." };
        Option<GraphFormat> format = new("--format") { Description = "How the picture is written: mermaid or svg.", DefaultValueFactory = _ => GraphFormat.Mermaid };
        Option<string> folder = new("--catalog") { Description = "The catalog: a folder or a git revision.", DefaultValueFactory = _ => "catalog" };
        Command command = new("graph", "Draws an entry: facts, the rules that read them, what these add up, the decisions that follow.") { kind, format, folder };
        command.SetAction(parsed => Run(host, parsed.GetRequiredValue(kind), parsed.GetValue(format), parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Run(ToolHost host, string kind, GraphFormat format, string folder)
    {
        EntryGraph graph = EntryGraph.Of(KindArgument.Find(CatalogPlace.Compile(host, folder, folder), kind));
        host.Output.Write(format == GraphFormat.Svg ? SvgGraph.Write(graph) : MermaidGraph.Write(graph));
        return ExitCodes.Clean;
    }
}
