using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Graphs;

/// <summary>Collects the nodes and arrows of one entry.</summary>
internal sealed class EntryGraphBuilder(CompiledPurpose purpose)
{
    private const string Begin = "decision-begin";
    private const string SignIn = "decision-sign-in";
    private const string Approval = "decision-approval";
    private const string Life = "decision-life";
    private const string Boundary = "decision-boundary";
    private const string Crossing = "decision-crossing";
    private const string Resume = "decision-resume";

    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphEdge> edges = [];

    private CatalogEntry Entry => purpose.Entry;

    public EntryGraph Build()
    {
        BootstrapRules();
        Authority();
        Audiences();
        Resuming();
        return new EntryGraph
        {
            Title = Entry.Title,
            Nodes = nodes.OrderBy(node => node.Kind).ToValueArray(),
            Edges = edges.Distinct().ToValueArray(),
        };
    }

    // A rule that always fires is what the decision begins with, so its words stand in the decision's own box.
    private void BootstrapRules()
    {
        Decide(Begin, "May it begin?", []);
        Decide(SignIn, "How strong a sign-in?", [Words(Entry.Authentication.Require)]);
        Decide(Approval, "Who approves?", [Words(Entry.Approval)]);
        foreach (IGrouping<string, Rule> named in purpose.Rules.Rules.Where(rule => rule.When != Condition.Always).GroupBy(NameOf))
        {
            Rule first = named.First();
            string id = "rule-" + Plain(named.Key);
            bool isParty = first.Id.StartsWith("allowed.", StringComparison.Ordinal);
            Add(new GraphNode(
                id,
                GraphNodeKind.Rule,
                [named.Key, .. isParty ? named.Select(rule => string.Join(", ", rule.Allowed)) : [ConditionText.Describe(first.When), .. named.Select(rule => Words(rule.Outcome))]],
                first.Position));
            foreach (Rule rule in named)
            {
                Reads(rule.When, id);
                Leads(id, rule.Outcome);
            }
        }
    }

    private void Authority()
    {
        Decide(Boundary, "Inside, or ask again?", ["same subject and tenant", $"for {PlainWords.Duration(Entry.Lifetime.Max)} at most"]);
        for (int index = 0; index < Entry.Authority.Count; index++)
        {
            AuthorityRule rule = Entry.Authority[index];
            string id = $"authority-{index + 1}";
            ValueArray<string> held = AuthorityShare.Of(Entry, rule, purpose.Vocabulary);
            Add(new GraphNode(
                id,
                GraphNodeKind.Rule,
                [rule.Resource, string.Join(", ", held) + (rule.Grant == GrantTime.OnRequest ? ", on request" : string.Empty), .. rule.Where.Select(bound => ConditionText.Describe(bound.Holds))],
                Entry.Source.At($"$.authority[{index}]")));
            foreach (AttributeBound bound in rule.Where)
            {
                Reads(bound.Holds, id);
            }

            edges.Add(new GraphEdge(id, Boundary));
        }

        if (!Entry.Never.IsEmpty)
        {
            Add(new GraphNode(
                "never",
                GraphNodeKind.Rule,
                ["never", .. Entry.Never.Select(rule => $"{string.Join(", ", rule.Operations)} {rule.Resource}")],
                Entry.Source.At("$.never")));
            edges.Add(new GraphEdge("never", Boundary));
        }
    }

    private void Audiences()
    {
        if (Entry.Propagation.Audiences.IsEmpty)
        {
            return;
        }

        Decide(Crossing, "What crosses?", [$"at most {Entry.Propagation.Depth} {(Entry.Propagation.Depth == 1 ? "step" : "steps")} from home"]);
        for (int index = 0; index < Entry.Propagation.Audiences.Count; index++)
        {
            AudienceRule rule = Entry.Propagation.Audiences[index];
            string id = $"audience-{index + 1}";
            Add(new GraphNode(
                id,
                GraphNodeKind.Rule,
                [rule.As, string.Join(", ", rule.Resources), rule.Require is { } require ? Words(require) : "any sign-in of the Mission"],
                Entry.Source.At($"$.propagation.audiences[{index}]")));
            foreach (string param in rule.ProjectParams)
            {
                Input(FactName.Param(param), id);
            }

            edges.Add(new GraphEdge(id, Crossing));
        }
    }

    private void Resuming()
    {
        if (Entry.Resume.Within is not { } within)
        {
            return;
        }

        Decide(Resume, "May it resume?", [$"within {PlainWords.Duration(within)}", "same " + string.Join(", ", Entry.Resume.Same)]);
        foreach (string member in Entry.Resume.Same.Where(member => member.StartsWith("params.", StringComparison.Ordinal)))
        {
            Input(FactName.Param(member["params.".Length..]), Resume);
        }
    }

    private void Decide(string id, string question, string[] lines) =>
        Add(new GraphNode(id, GraphNodeKind.Decision, [question, .. lines.Where(line => line.Length > 0)], SourcePosition.None));

    private void Leads(string from, Outcome outcome)
    {
        string to = outcome switch
        {
            Outcome.RequireStrength => SignIn,
            Outcome.RequireApproval => Approval,
            Outcome.Shorten => Life,
            Outcome.Withhold => Crossing,
            { Writes: { } derived } => Derived(derived),
            _ => Begin,
        };
        if (to == Life)
        {
            Decide(Life, "How long?", [$"{PlainWords.Duration(Entry.Lifetime.Max)} at most"]);
        }

        edges.Add(new GraphEdge(from, to));
    }

    private void Reads(Condition condition, string to) => _ = condition.Match(
        all => Reads(all.Parts, to),
        any => Reads(any.Parts, to),
        not => Reads([not.Part], to),
        test =>
        {
            Input(test.Fact, to);
            return test.Operand.Match(_ => true, reference => Input(reference.Fact, to));
        });

    private bool Reads(ValueArray<Condition> parts, string to)
    {
        foreach (Condition part in parts)
        {
            Reads(part, to);
        }

        return true;
    }

    // The attributes of an action are asked at the boundary and are not known to the entry; they are in the words of the rule.
    private bool Input(FactName fact, string to)
    {
        if (fact.Scope == FactScope.Derived)
        {
            edges.Add(new GraphEdge(Derived(fact), to));
        }
        else if (fact.Scope is not (FactScope.Action or FactScope.Frame))
        {
            string name = fact.Scope == FactScope.Params ? "params." + fact.Path.Split('.')[0] : WhoAsks(fact) ?? fact.ToString();
            string id = "input-" + Plain(name);
            Add(new GraphNode(id, GraphNodeKind.Input, [name], SourcePosition.None));
            edges.Add(new GraphEdge(id, to));
        }

        return true;
    }

    private static string? WhoAsks(FactName fact) =>
        fact == FactName.Client || fact == FactName.Application || fact == FactName.Tenant ? "who asks" : null;

    private string Derived(FactName fact)
    {
        string id = "derived-" + Plain(fact.Path);
        Add(new GraphNode(id, GraphNodeKind.Derived, [fact.ToString()], SourcePosition.None));
        return id;
    }

    private void Add(GraphNode node)
    {
        if (nodes.All(known => known.Id != node.Id))
        {
            nodes.Add(node);
        }
    }

    // What one authored rule does is several engine rules with its name in the middle.
    private static string NameOf(Rule rule) => rule.Id.Split('.') switch
    {
        ["allowed", ..] => "allowed",
        ["authentication", "step_up", .. { } rest] => string.Join('.', rest),
        ["rules", var name, ..] => name,
        _ => rule.Id,
    };

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static string Words(Outcome outcome) => outcome.Match(
        _ => "refuse",
        _ => "ask again",
        require => Words(require.Requirement),
        approve => approve.Mode == ApprovalMode.Review ? "reviewers decide" : "the person approves",
        shorten => $"{PlainWords.Duration(shorten.Longest)} at most",
        withhold => "withhold " + string.Join(", ", withhold.Claims),
        add => $"{add.Name} +{FactValue.Number(add.Amount)}",
        tag => $"{tag.Name}: {tag.Text}");

    private static string Words(StrengthRequirement require) => string.Join(", ", new[]
    {
        require.Acr is { } acr ? $"at least {acr}" : null,
        require.MaxAge is { } age ? age == TimeSpan.Zero ? "in this interaction" : $"at most {PlainWords.Duration(age)} old" : null,
    }.OfType<string>());

    // Reviewers stand in an entry that does not ask for them itself where a rule of its author does.
    private static string Words(ApprovalRule rule) => rule switch
    {
        { Mode: ApprovalMode.Review, Review: { } review } => Words(review),
        { Review: { } review } => $"{Mode(rule)}, or {Words(review)}",
        _ => Mode(rule),
    };

    private static string Mode(ApprovalRule rule) => rule.Mode == ApprovalMode.Auto ? "no one: approved by rule" : "the person";

    private static string Words(ReviewRule review) => $"{review.Approvals} of {string.Join(", ", review.Reviewers)}";
}
