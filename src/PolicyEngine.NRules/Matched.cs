using NRules.RuleModel;

namespace MissionPolicy.Engine.NRules;

/// <summary>The facts that a condition or an action is about, found among what NRules matched by their types.</summary>
internal readonly struct Matched
{
    private readonly Question? question;
    private readonly IEnumerable<Contribution>? written;
    private readonly Contribution? contribution;

    private Matched(Question? question, IEnumerable<Contribution>? written, Contribution? contribution)
    {
        this.question = question;
        this.written = written;
        this.contribution = contribution;
    }

    /// <summary>The question.</summary>
    public Question Question => question ?? throw Missing();

    /// <summary>What was written for it.</summary>
    public IEnumerable<Contribution> Written => written ?? throw Missing();

    /// <summary>One thing that was written.</summary>
    public Contribution Contribution => contribution ?? throw Missing();

    /// <summary>Together with one more fact.</summary>
    /// <param name="fact">The fact.</param>
    public Matched And(IFact fact) => fact.Value switch
    {
        Question value => new Matched(value, written, contribution),
        Contribution value => new Matched(question, written, value),
        IEnumerable<Contribution> value => new Matched(question, value, contribution),
        _ => this,
    };

    /// <summary>Together with the facts of a tuple.</summary>
    /// <param name="tuple">The tuple.</param>
    public Matched And(ITuple tuple)
    {
        Matched all = this;
        foreach (IFact fact in tuple.Facts)
        {
            all = all.And(fact);
        }

        return all;
    }

    private static InvalidOperationException Missing() => new("A condition is about a fact that was not matched.");
}
