using System.CommandLine;
using MissionPolicy.CatalogLint.Commands.Diffing;
using MissionPolicy.CatalogLint.Commands.Explaining;
using MissionPolicy.CatalogLint.Commands.Replaying;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary>The arguments of <c>diff</c>, <c>explain</c> and <c>replay</c>.</summary>
internal static class CompareCommands
{
    public static Command Diff(ToolHost host)
    {
        Argument<string> before = new("base") { Description = "The old catalog: a folder or a git revision." };
        Argument<string?> after = new("head") { Description = "The new catalog: a folder or a git revision; without it, the folder of --catalog as it is now.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> folder = Catalog("The catalog's folder inside a git revision.");
        Option<OutputFormat> format = CatalogOptions.FormatOption();
        Option<DiffFailOn> failOn = new("--fail-on") { Description = "What fails the run: widened, changed or never.", DefaultValueFactory = _ => DiffFailOn.Widened };
        Option<string?> missions = new("--missions") { Description = "The server's export of live Missions, JSON lines: names those that the change touches, and how." };
        Command command = new("diff", "Tells what a change makes possible, with a witness for each widening.") { before, after, folder, format, failOn, missions };
        command.SetAction(parsed => DiffCommand.Run(host, new DiffRun(
            parsed.GetRequiredValue(before),
            parsed.GetValue(after) ?? parsed.GetRequiredValue(folder),
            parsed.GetRequiredValue(folder),
            parsed.GetValue(format),
            parsed.GetValue(failOn),
            parsed.GetValue(missions))));
        return command;
    }

    public static Command Explain(ToolHost host)
    {
        Argument<string> kind = new("kind") { Description = "The kind, or the end of it: schedule-meeting." };
        Argument<string?> action = new("action") { Description = "The name of a case, an action as JSON, or @file; without it the whole entry.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> mission = new("--mission") { Description = "The Mission of the action, as in a case: JSON or @file; otherwise that of the first case." };
        Option<string> folder = Catalog("The catalog.");
        Command command = new("explain", "Tells why an action is inside, asked again or refused, with the lines that say so.") { kind, action, mission, folder };
        command.SetAction(parsed => ExplainCommand.Run(host, new ExplainRun(
            parsed.GetRequiredValue(kind), parsed.GetValue(action), parsed.GetValue(mission), parsed.GetRequiredValue(folder))));
        return command;
    }

    public static Command Replay(ToolHost host)
    {
        Argument<string> log = new("decisions") { Description = "The decision log of the server: JSON lines." };
        Option<string> folder = Catalog("The candidate: a folder or a git revision.");
        Option<OutputFormat> format = CatalogOptions.FormatOption();
        Option<ReplayFailOn> failOn = new("--fail-on") { Description = "What fails the run: changed, looser or never.", DefaultValueFactory = _ => ReplayFailOn.Changed };
        Option<DateTimeOffset?> at = new("--at")
        {
            Description = "The time that decides which Missions are live, RFC 3339; otherwise now.",
            CustomParser = result =>
            {
                bool isTime = FactText.TryInstant(result.Tokens[0].Value, out DateTimeOffset time);
                if (!isTime)
                {
                    result.AddError("--at is a date-time with an offset, for example 2026-12-01T08:00:00Z.");
                }

                return time;
            },
        };
        Command command = new("replay", "Asks past decisions again of a candidate catalog.") { log, folder, format, failOn, at };
        command.SetAction(parsed => ReplayCommand.Run(host, new ReplayRun(
            parsed.GetRequiredValue(log), parsed.GetRequiredValue(folder), parsed.GetValue(format), parsed.GetValue(failOn), parsed.GetValue(at))));
        return command;
    }

    private static Option<string> Catalog(string description) =>
        new("--catalog") { Description = description, DefaultValueFactory = _ => "catalog" };
}
