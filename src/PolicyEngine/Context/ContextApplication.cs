using System.Diagnostics;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Context;

/// <summary>The answer of <see cref="ContextApplier"/>.</summary>
public abstract record ContextApplication
{
    private ContextApplication()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="applied">Applied.</param>
    /// <param name="refused">Refused.</param>
    public T Match<T>(Func<Applied, T> applied, Func<Refused, T> refused) => this switch
    {
        Applied value => applied(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Applied.</summary>
    /// <param name="Context">The applied context.</param>
    public sealed record Applied(AppliedContext Context) : ContextApplication;

    /// <summary>Refused, with every reason.</summary>
    /// <param name="Reasons">The reasons; a params reason carries the member path and keyword in its detail.</param>
    public sealed record Refused(ValueArray<Reason> Reasons) : ContextApplication;
}
