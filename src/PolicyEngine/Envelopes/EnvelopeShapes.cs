using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Makes envelopes ready to be asked, with one program for all Missions of a shape.</summary>
/// <remarks>The shape comes from the envelope and never from today's catalog, so a Mission is judged by what was approved. Safe to share.</remarks>
public sealed class EnvelopeShapes
{
    private readonly RecentlyUsed<RuleSet, IRuleSetProgram> programs;
    private readonly EnvelopeWords words = new();

    /// <summary>Begins without a shape.</summary>
    /// <param name="backend">Who prepares and asks the rules.</param>
    /// <param name="most">How many shapes are kept at most; one purpose has few.</param>
    public EnvelopeShapes(IRuleSetBackend backend, int most = 4096)
    {
        Backend = backend;
        programs = new RecentlyUsed<RuleSet, IRuleSetProgram>(most, SameShape.Instance);
    }

    /// <summary>The shapes of <see cref="CompiledBackend"/>.</summary>
    public static EnvelopeShapes Compiled { get; } = new(CompiledBackend.Instance);

    /// <summary>Who prepares and asks the rules.</summary>
    public IRuleSetBackend Backend { get; }

    /// <summary>How many shapes are kept now.</summary>
    public int Count => programs.Count;

    /// <summary>Makes an envelope ready.</summary>
    /// <param name="envelope">The envelope.</param>
    public CompiledEnvelope Compile(MissionEnvelope envelope) => new(words.Share(envelope), this);

    /// <summary>The program of a rule set's shape, and the values that it needs.</summary>
    /// <param name="rules">The rules of one envelope.</param>
    internal ShapedProgram Program(RuleSet rules)
    {
        RuleSetShape shape = RuleSetShape.Of(rules);
        return new ShapedProgram(programs.Get(shape.Rules, Backend.Compile), shape.Slots);
    }

    // Equal in every member; the hash looks at names only, which tell shapes apart well enough and cost little.
    private sealed class SameShape : IEqualityComparer<RuleSet>
    {
        public static SameShape Instance { get; } = new();

        public bool Equals(RuleSet? x, RuleSet? y) => EqualityComparer<RuleSet>.Default.Equals(x, y);

        public int GetHashCode(RuleSet obj)
        {
            HashCode hash = default;
            hash.Add(obj.Name);
            foreach (Rule rule in obj.Rules)
            {
                hash.Add(rule.Id);
            }

            return hash.ToHashCode();
        }
    }
}
