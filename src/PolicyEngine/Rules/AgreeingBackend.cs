using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>Asks two backends. One decides, the other must fire the same rules; otherwise the question is refused.</summary>
/// <remarks>Rules of the boundary fire when an action is outside, so a rule that a fault keeps silent would allow. Two backends that share
/// no code beyond the meaning of a single comparison are unlikely to keep the same rule silent. There is no majority and no fallback: where
/// they differ, or one of them fails, the answer is <see cref="RulesFault.Answer"/>. A backend that gives this answer has reported why, so
/// it is not reported again.</remarks>
public sealed class AgreeingBackend : IRuleSetBackend
{
    private readonly IRuleSetBackend deciding;
    private readonly IRuleSetBackend checking;
    private readonly IRulesObserver observer;

    /// <summary>Joins two backends.</summary>
    /// <param name="deciding">Gives the answer.</param>
    /// <param name="checking">Has to give the same answer.</param>
    /// <param name="observer">Is called for each question on which they do not agree.</param>
    public AgreeingBackend(IRuleSetBackend deciding, IRuleSetBackend checking, IRulesObserver observer)
    {
        this.deciding = deciding;
        this.checking = checking;
        this.observer = observer;
    }

    /// <inheritdoc/>
    public string Name => "both";

    /// <inheritdoc/>
    public IRuleSetProgram Compile(RuleSet rules) =>
        new Program(rules, deciding.Compile(rules), checking.Compile(rules), new FaultReport(Name, rules, observer));

    private sealed class Program(RuleSet rules, IRuleSetProgram deciding, IRuleSetProgram checking, FaultReport faults) : IRuleSetProgram
    {
        public RuleSet Rules => rules;

        public ImmutableArray<Rule> Ask(RuleQuestion question)
        {
            ImmutableArray<Rule> decided = Ask(deciding, question, out Exception? decidingFailure);
            ImmutableArray<Rule> checkedBy = Ask(checking, question, out Exception? checkingFailure);
            return decidingFailure is null && checkingFailure is null
                ? Agreed(decided, checkedBy)
                : faults.Failed(decidingFailure, checkingFailure);
        }

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions)
        {
            ImmutableArray<ImmutableArray<Rule>> decided = AskAll(deciding, questions, out Exception? decidingFailure);
            ImmutableArray<ImmutableArray<Rule>> checkedBy = AskAll(checking, questions, out Exception? checkingFailure);
            if (decidingFailure is null && checkingFailure is null)
            {
                return [.. Enumerable.Range(0, questions.Length).Select(index => Agreed(At(decided, index), At(checkedBy, index)))];
            }

            ImmutableArray<Rule> fault = faults.Failed(decidingFailure, checkingFailure);
            return [.. Enumerable.Repeat(fault, questions.Length)];
        }

        private ImmutableArray<Rule> Agreed(ImmutableArray<Rule> decided, ImmutableArray<Rule> checkedBy) =>
            AreSame(decided, checkedBy) ? decided
            : RulesFault.Is(decided) || RulesFault.Is(checkedBy) ? RulesFault.Answer
            : faults.Differ(decided, checkedBy);

        // Both were given the same rules, so the same answer has the same instances in the same order.
        private static bool AreSame(ImmutableArray<Rule> left, ImmutableArray<Rule> right)
        {
            if (left.IsDefault || right.IsDefault || left.Length != right.Length)
            {
                return false;
            }

            for (int index = 0; index < left.Length; index++)
            {
                if (!ReferenceEquals(left[index], right[index]))
                {
                    return false;
                }
            }

            return true;
        }

        private static ImmutableArray<Rule> Ask(IRuleSetProgram program, RuleQuestion question, out Exception? failure)
        {
            try
            {
                failure = null;
                return program.Ask(question);
            }
            catch (Exception thrown)
            {
                failure = thrown;
                return default;
            }
        }

        private static ImmutableArray<ImmutableArray<Rule>> AskAll(
            IRuleSetProgram program, ImmutableArray<RuleQuestion> questions, out Exception? failure)
        {
            try
            {
                failure = null;
                return program.AskAll(questions);
            }
            catch (Exception thrown)
            {
                failure = thrown;
                return default;
            }
        }

        // An answer that is not there, or answers without a question, agree with nothing.
        private static ImmutableArray<Rule> At(ImmutableArray<ImmutableArray<Rule>> answers, int index) =>
            !answers.IsDefault && index < answers.Length ? answers[index] : default;
    }
}
