using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>Derived facts are of one kind, are read by a rule, and no rule feeds itself.</summary>
internal static class DerivedFactsCheck
{
    public static void Run(CheckedEntry subject)
    {
        // A condition that could not be read may be the one that reads a fact.
        bool isReadable = !Enumerable.Range(0, subject.Entry.Rules.Count).Any(
            index => subject.Scope.IsBrokenInside($"$.rules[{index}].when"));
        HashSet<string> read = [.. subject.Entry.Rules.SelectMany(rule => RuleStrata.Reads(rule.When)).Select(fact => fact.Path)];
        HashSet<string> added = [.. subject.Entry.Rules.SelectMany(rule => rule.Then.Add).Select(add => add.Name)];
        for (int index = 0; index < subject.Entry.Rules.Count; index++)
        {
            RuleConsequences then = subject.Entry.Rules[index].Then;
            foreach ((string name, string path) in then.Add.Select(add => (add.Name, $"$.rules[{index}].then.add.{add.Name}"))
                .Concat(then.Tag.Select(tag => (tag.Name, $"$.rules[{index}].then.tag.{tag.Name}"))))
            {
                if (isReadable && !read.Contains(name))
                {
                    Unread(subject, name, path, read);
                }
            }

            foreach (string name in then.Tag.Select(tag => tag.Name).Where(added.Contains))
            {
                subject.Error(
                    DiagnosticCodes.DerivedKinds,
                    $"$.rules[{index}].then.tag.{name}",
                    $"`{name}` is tagged here, and another rule adds to it.",
                    "Give the sum and the tags names of their own.");
            }
        }

        Circle(subject);
    }

    private static void Unread(CheckedEntry subject, string name, string path, HashSet<string> read) => subject.Error(
        DiagnosticCodes.DerivedUnread,
        path,
        $"No rule reads `derived.{name}`, so this changes nothing.",
        "Read it in `when` of another rule, or take it out.",
        Suggestion.For(name, read));

    private static void Circle(CheckedEntry subject)
    {
        ImmutableArray<Rule> circle = RuleStrata.Circle([.. AuthorRules.Of(subject.Entry)]);
        string[] names = [.. circle.Select(rule => AuthorRules.NameOf(rule)!).Distinct(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            return;
        }

        int first = subject.Entry.Rules.Select(rule => rule.Name).ToList().IndexOf(names[0]);
        subject.Error(
            DiagnosticCodes.RuleCircle,
            $"$.rules[{first}].when",
            names.Length == 1
                ? $"`{names[0]}` reads what it writes itself."
                : $"{string.Join(" feeds ", names.Append(names[0]).Select(name => $"`{name}`"))}: a circle.",
            "Let one of them read something else.");
    }
}
