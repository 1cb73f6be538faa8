using System.Collections.Immutable;
using NRules;
using NRules.Diagnostics;
using NRules.Extensibility;
using NRules.RuleModel;

namespace MissionPolicy.Engine.NRules;

/// <summary>The Rete network of one rule set and its idle sessions. Safe to share between threads.</summary>
/// <remarks>A session is rented for one pass: the questions go in, the rules fire, the questions come out. A pass that throws leaves a
/// session half filled, so such a session never comes back to the pool.</remarks>
internal sealed class RuleNetwork
{
    private readonly ISessionFactory factory;
    private readonly int rules;
    private readonly bool isLinked;

    /// <summary>Compiles the rules.</summary>
    /// <param name="definitions">The rules of the set.</param>
    /// <param name="compiler">Makes delegates of their expressions.</param>
    public RuleNetwork(ImmutableArray<IRuleDefinition> definitions, IExpressionCompiler compiler)
    {
        rules = definitions.Length;
        isLinked = definitions.Any(rule => rule.Tags.Contains(RuleTranslation.Linked));
        factory = new RuleCompiler { ExpressionCompiler = compiler }.Compile(definitions);
        Sessions = new SessionPool(factory);
    }

    /// <summary>The idle sessions.</summary>
    public SessionPool Sessions { get; }

    /// <summary>Asks questions in one pass; each then knows which rules fired.</summary>
    /// <remarks>Joins try every pair of a question and what was written, so with derived facts the questions pass one after the
    /// other.</remarks>
    /// <param name="questions">The questions; instances that were not asked before.</param>
    /// <exception cref="RuleLimitException">More rules fired than there are matches.</exception>
    public void Ask(Question[] questions)
    {
        ISession session = Sessions.Rent();
        if (isLinked)
        {
            foreach (Question question in questions)
            {
                Pass(session, [question]);
            }

            EnsureEmpty(session);
        }
        else
        {
            Pass(session, questions);
        }

        Sessions.Return(session);
    }

    /// <summary>The nodes, expressions and rules of the network.</summary>
    public ReteGraph Graph() => factory.GetSchema();

    private void Pass(ISession session, Question[] questions)
    {
        session.InsertAll(questions);
        if (!session.Agenda.IsEmpty)
        {
            Fire(session, questions.Length);
        }

        session.RetractAll(questions);
    }

    // Each rule matches a question at most once, and no rule changes a question, so one pass never fires more.
    private void Fire(ISession session, int questions)
    {
        session.Fire(checked(rules * questions));
        if (!session.Agenda.IsEmpty)
        {
            throw new RuleLimitException();
        }
    }

    // Without derived facts only the questions went in, and retracting one that is not there throws.
    private static void EnsureEmpty(ISession session)
    {
        using IEnumerator<object> facts = session.Query<object>().GetEnumerator();
        if (facts.MoveNext() || !session.Agenda.IsEmpty)
        {
            throw new InvalidOperationException("A session still held facts after its questions were retracted.");
        }
    }
}
