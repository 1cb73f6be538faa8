using System.Diagnostics;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What does the entry, as the catalog has it now, leave of a Mission that lives?</summary>
/// <remarks>Source: article, "Purpose Catalog Requirement".</remarks>
public abstract record CeilingDecision
{
    private CeilingDecision()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="whole">Everything.</param>
    /// <param name="part">A part.</param>
    /// <param name="suspended">Nothing for now.</param>
    public T Match<T>(Func<Whole, T> whole, Func<Part, T> part, Func<Suspended, T> suspended) => this switch
    {
        Whole value => whole(value),
        Part value => part(value),
        Suspended value => suspended(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Nothing is taken.</summary>
    public sealed record Whole : CeilingDecision
    {
        /// <summary>The only value.</summary>
        public static Whole Instance { get; } = new();

        private Whole()
        {
        }
    }

    /// <summary>What lies in both envelopes is left.</summary>
    /// <param name="Ceiling">The envelope that the entry would give the same Mission now.</param>
    /// <param name="Left">What lies in both.</param>
    public sealed record Part(MissionEnvelope Ceiling, MissionEnvelope Left) : CeilingDecision;

    /// <summary>The Mission holds nothing while the entry is as it is.</summary>
    /// <param name="Reasons">Why: <see cref="ReasonCodes.CatalogChanged"/> or
    /// <see cref="ReasonCodes.CatalogNarrowed"/> first, then what the entry says against the Mission.</param>
    /// <param name="IsUntilApproval">Whether it takes a person's approval to go on;
    /// otherwise it goes on when the entry allows it again.</param>
    public sealed record Suspended(ValueArray<Reason> Reasons, bool IsUntilApproval) : CeilingDecision;
}
