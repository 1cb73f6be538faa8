using System.Diagnostics;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The answer of <see cref="EnvelopeNarrowing"/>.</summary>
public abstract record NarrowingAnswer
{
    private NarrowingAnswer()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="narrowed">Narrowed.</param>
    /// <param name="refused">Refused.</param>
    public T Match<T>(Func<Narrowed, T> narrowed, Func<Refused, T> refused) => this switch
    {
        Narrowed value => narrowed(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Narrowed.</summary>
    /// <param name="Envelope">The envelope, shown to lie inside the full one.</param>
    public sealed record Narrowed(MissionEnvelope Envelope) : NarrowingAnswer;

    /// <summary>Refused: it would widen, it names what is not there, or nothing would be left.</summary>
    /// <param name="Reasons">Every reason, sorted.</param>
    public sealed record Refused(ValueArray<Reason> Reasons) : NarrowingAnswer;
}
