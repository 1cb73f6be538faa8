using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>What the author's rules found: each derived fact with the rules that wrote it, and the rules that followed from it, each with
/// its line.</summary>
internal static class RuleChain
{
    /// <summary>Writes the chain; nothing for an entry without rules.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="purpose">The entry.</param>
    /// <param name="facts">The facts of the event, with their context.</param>
    public static void Write(Screen screen, CompiledPurpose purpose, BootstrapFacts facts)
    {
        ImmutableArray<Rule> fired = purpose.Program.Ask(new RuleQuestion(new BootstrapFactView(purpose, facts)));
        IEnumerable<Rule> all = fired.Where(rule => rule.Outcome.Writes is not null);
        foreach (IGrouping<FactName, Rule> writers in all.GroupBy(rule => rule.Outcome.Writes!.Value))
        {
            screen.Line(Piece.Dim("derived  "), $"{writers.Key} is {DerivedFacts.Of(writers.Key.Path, fired)}");
            foreach (Rule writer in writers)
            {
                string written = writer.Outcome is Outcome.Add add
                    ? $"+{FactValue.Number(add.Amount)}"
                    : ((Outcome.Tag)writer.Outcome).Text;
                screen.Line(
                    "  ",
                    Piece.Careful(written),
                    $" {AuthorRules.NameOf(writer)}: {ConditionText.Describe(writer.When)}",
                    Piece.Dim(ReasonLines.At(writer.Position)));
            }
        }

        HashSet<string> applied = [.. fired.Select(AuthorRules.NameOf).OfType<string>()];
        for (int index = 0; index < purpose.Entry.Rules.Count; index++)
        {
            Follow(screen, purpose.Entry, index, applied.Contains(purpose.Entry.Rules[index].Name));
        }
    }

    // A writer stands with its fact already. A rule that waits for a derived fact is shown when it does not apply, too: its threshold says
    // how far away it is.
    private static void Follow(Screen screen, CatalogEntry entry, int index, bool applies)
    {
        AuthorRule rule = entry.Rules[index];
        RuleConsequences last = rule.Then with { Add = [], Tag = [] };
        bool waits = RuleStrata.Reads(rule.When).Any();
        if (last == new RuleConsequences() || (!applies && !waits))
        {
            return;
        }

        screen.Line(
            Piece.Dim("rule     "),
            applies ? Piece.Careful("applies ") : Piece.Dim("does not apply "),
            $"{rule.Name}: when {ConditionText.Describe(rule.When)}: {RuleWords.Of(last)}",
            Piece.Dim(ReasonLines.At(entry.Source.At($"$.rules[{index}]"))));
    }
}
