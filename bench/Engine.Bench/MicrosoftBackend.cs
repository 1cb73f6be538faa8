using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Engine.Rules;
using RulesEngine.Models;
using Rule = MissionPolicy.Engine.Rules.Rule;

namespace MissionPolicy.Engine.Bench;

/// <summary>The same rules on Microsoft's RulesEngine, to compare with: each rule is its lambda text, each comparison a call.</summary>
internal sealed class MicrosoftBackend : IRuleSetBackend
{
    public string Name => "microsoft";

    public IRuleSetProgram Compile(RuleSet rules) => new Program(rules);

    private sealed class Program : IRuleSetProgram
    {
        private const string Workflow = "rules";

        private readonly List<Condition.Test> tests = [];
        private readonly RulesEngine.RulesEngine engine;

        public Program(RuleSet rules)
        {
            Rules = rules;
            Workflow workflow = new()
            {
                WorkflowName = Workflow,
                Rules = [.. rules.Rules.Select((rule, index) => new RulesEngine.Models.Rule
                {
                    RuleName = index.ToString(CultureInfo.InvariantCulture), Expression = Text(rule.When),
                })],
            };
            engine = new RulesEngine.RulesEngine([workflow], new ReSettings { CustomTypes = [typeof(MicrosoftQuestion)] });
        }

        public RuleSet Rules { get; }

        public ImmutableArray<Rule> Ask(RuleQuestion question)
        {
            RuleParameter given = new("q", new MicrosoftQuestion(question, tests));
            ValueTask<List<RuleResultTree>> asked = engine.ExecuteAllRulesAsync(Workflow, given);
            List<RuleResultTree> results = asked.IsCompleted ? asked.Result : asked.AsTask().GetAwaiter().GetResult();
            ImmutableArray<Rule>.Builder fired = ImmutableArray.CreateBuilder<Rule>();
            for (int index = 0; index < results.Count; index++)
            {
                if (results[index].ExceptionMessage is { Length: > 0 } message)
                {
                    throw new InvalidOperationException(message);
                }

                if (results[index].IsSuccess)
                {
                    fired.Add(Rules.Rules[index]);
                }
            }

            return fired.ToImmutable();
        }

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions) => [.. questions.Select(Ask)];

        private string Text(Condition condition) => condition.Match(
            all => all.Parts.IsEmpty ? "true" : $"({string.Join(" && ", all.Parts.Select(Text))})",
            any => any.Parts.IsEmpty ? "false" : $"({string.Join(" || ", any.Parts.Select(Text))})",
            not => $"!{Text(not.Part)}",
            Text);

        private string Text(Condition.Test test)
        {
            tests.Add(test);
            return $"q.Holds({(tests.Count - 1).ToString(CultureInfo.InvariantCulture)})";
        }
    }
}
