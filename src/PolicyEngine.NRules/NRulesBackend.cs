using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.NRules;

/// <summary>The backend on NRules: the rules of a set are built from data into one Rete network, which is asked with pooled
/// sessions.</summary>
/// <remarks>
/// A network is made on the first question, since making one costs a millisecond and most rule sets of a catalog are not asked for long. It
/// is kept by its program. When more than the given number are kept, the backend drops the network of the program that was not asked
/// lately; the program makes it again when it is asked. A program that is itself forgotten takes its network along.
/// <para>What NRules throws, and a pass that fires more rules than it can, is answered with <see cref="RulesFault.Answer"/> and
/// reported.</para>
/// </remarks>
public sealed class NRulesBackend : IRuleSetBackend
{
    /// <summary>How many networks are kept unless said otherwise: about 160 MB at the 150 KB of twenty rules.</summary>
    /// <remarks>A purpose in use needs up to four: bootstrap, resume, boundary and projection.</remarks>
    public const int UsualNetworks = 1024;

    private readonly IRulesObserver observer;
    private readonly NetworkShelf shelf;
    private readonly Func<RuleSet, RuleNetwork> build;

    /// <summary>Begins without a network.</summary>
    /// <param name="observer">Is called when a rule set could not be asked.</param>
    /// <param name="mostNetworks">How many networks are kept at most; at least 1.</param>
    public NRulesBackend(IRulesObserver observer, int mostNetworks = UsualNetworks)
        : this(observer, mostNetworks, rules => new RuleNetwork(RuleTranslation.Of(rules), new ClosureCompiler()))
    {
    }

    internal NRulesBackend(IRulesObserver observer, int mostNetworks, Func<RuleSet, RuleNetwork> build)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostNetworks, 1);
        this.observer = observer;
        this.build = build;
        shelf = new NetworkShelf(mostNetworks);
    }

    /// <inheritdoc/>
    public string Name => "nrules";

    /// <summary>How many networks are kept now.</summary>
    public int Networks => shelf.Count;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Rules feed each other in a circle; an entry with a circle does not load.</exception>
    public IRuleSetProgram Compile(RuleSet rules) => new NRulesProgram(rules, shelf, build, new FaultReport(Name, rules, observer));
}
