using System.Diagnostics;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Would one more question to the person help, and which?</summary>
public abstract record ReapprovalProposal
{
    private ReapprovalProposal()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="approvable">It would.</param>
    /// <param name="outsideCatalog">It would not.</param>
    public T Match<T>(Func<Approvable, T> approvable, Func<OutsideCatalog, T> outsideCatalog) => this switch
    {
        Approvable value => approvable(value),
        OutsideCatalog value => outsideCatalog(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>With these values the same purpose entry grants what was asked; shown by deciding it.</summary>
    /// <param name="ParamsJson">The params, as canonical JSON; an object.</param>
    /// <param name="Tenant">The tenant.</param>
    /// <param name="ExpiresAt">The end: that of the Mission, or the later one that was asked for.</param>
    /// <param name="MaxDuration">The greatest duration, or null.</param>
    public sealed record Approvable(string ParamsJson, string Tenant, DateTimeOffset? ExpiresAt, TimeSpan? MaxDuration) : ReapprovalProposal
    {
        /// <summary>What has to be asked for by name: all that the Mission holds, and what was
        /// found outside. Null where the entry gives exactly this at the start anyway.</summary>
        public AskedAuthority? Asked { get; init; }
    }

    /// <summary>No values of this entry grant what was asked that this engine can find:
    /// it takes another purpose, another person or another catalog.</summary>
    /// <param name="Remaining">What would still be crossed or refused, sorted.</param>
    public sealed record OutsideCatalog(ValueArray<Reason> Remaining) : ReapprovalProposal;
}
