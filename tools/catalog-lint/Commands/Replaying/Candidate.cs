using System.Diagnostics;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>What a past Mission would be under the candidate catalog.</summary>
internal abstract record Candidate
{
    private Candidate()
    {
    }

    public T Match<T>(Func<Mission, T> mission, Func<Impossible, T> impossible, Func<Between, T> between, Func<Unknown, T> unknown) =>
        this switch
    {
        Between value => between(value),
        Mission value => mission(value),
        Impossible value => impossible(value),
        Unknown value => unknown(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>It would be this.</summary>
    /// <param name="Envelope">The envelope, never longer than it was.</param>
    internal sealed record Mission(CompiledEnvelope Envelope) : Candidate;

    /// <summary>It could not begin.</summary>
    /// <param name="Code">The reason code.</param>
    /// <param name="Why">In words.</param>
    internal sealed record Impossible(string Code, string Why) : Candidate;

    /// <summary>The log does not hold what rules of the author read. They can only tighten, so the Mission lies between none and all of
    /// them.</summary>
    /// <param name="Loosest">What it would be if none of them applied.</param>
    /// <param name="Tightest">What it would be if all of them did.</param>
    /// <param name="Why">What is missing.</param>
    internal sealed record Between(Candidate Loosest, Candidate Tightest, string Why) : Candidate;

    /// <summary>The log does not hold what the candidate asks about.</summary>
    /// <param name="Why">What is missing.</param>
    internal sealed record Unknown(string Why) : Candidate;
}
