using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.NRules;

/// <summary>A rule set that is asked through its network; the network is made when it is missing.</summary>
internal sealed class NRulesProgram : IRuleSetProgram
{
    private readonly NetworkShelf shelf;
    private readonly Func<RuleSet, RuleNetwork> build;
    private readonly FaultReport faults;
    private readonly Lock making = new();
    private RuleNetwork? network;
    private bool isAsked;

    public NRulesProgram(RuleSet rules, NetworkShelf shelf, Func<RuleSet, RuleNetwork> build, FaultReport faults)
    {
        Rules = rules;
        this.shelf = shelf;
        this.build = build;
        this.faults = faults;
        _ = RuleStrata.Of(rules.Rules.Items);
    }

    /// <inheritdoc/>
    public RuleSet Rules { get; }

    /// <inheritdoc/>
    public ImmutableArray<Rule> Ask(RuleQuestion question)
    {
        if (Rules.Rules.IsEmpty)
        {
            return [];
        }

        try
        {
            Question asked = new(question);
            Network().Ask([asked]);
            return asked.Answer(Rules);
        }
        catch (Exception thrown)
        {
            return faults.Failed(thrown, null);
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions)
    {
        if (Rules.Rules.IsEmpty || questions.IsEmpty)
        {
            return [.. questions.Select(_ => ImmutableArray<Rule>.Empty)];
        }

        try
        {
            Question[] asked = [.. questions.Select(question => new Question(question))];
            Network().Ask(asked);
            return [.. asked.Select(question => question.Answer(Rules))];
        }
        catch (Exception thrown)
        {
            ImmutableArray<Rule> fault = faults.Failed(thrown, null);
            return [.. questions.Select(_ => fault)];
        }
    }

    /// <summary>Whether a question came since this was looked at last.</summary>
    public bool WasAskedSince()
    {
        bool was = isAsked;
        isAsked = false;
        return was;
    }

    /// <summary>Drops the network; questions under way finish with it.</summary>
    public void Forget() => Volatile.Write(ref network, null);

    private RuleNetwork Network()
    {
        if (Volatile.Read(ref network) is not { } made)
        {
            return Make();
        }

        if (!isAsked)
        {
            isAsked = true;
        }

        return made;
    }

    // One thread makes the network, the others wait for it: making it twice costs more than waiting.
    private RuleNetwork Make()
    {
        lock (making)
        {
            if (network is { } made)
            {
                return made;
            }

            made = build(Rules);
            Volatile.Write(ref network, made);
            shelf.Add(this);
            return made;
        }
    }
}
