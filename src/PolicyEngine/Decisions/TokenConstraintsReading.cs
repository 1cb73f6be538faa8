using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The answer of <see cref="TokenConstraints.Read"/>.</summary>
public abstract record TokenConstraintsReading
{
    private TokenConstraintsReading()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="conditions">Read.</param>
    /// <param name="refused">Refused.</param>
    public T Match<T>(Func<Conditions, T> conditions, Func<Refused, T> refused) => this switch
    {
        Conditions value => conditions(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Read: comparisons of attributes, for <see cref="DerivationRequest.Constraints"/>.</summary>
    /// <param name="All">The comparisons; all of them must hold.</param>
    public sealed record Conditions(ImmutableArray<Condition> All) : TokenConstraintsReading;

    /// <summary>Refused: the answer is <c>invalid_authorization_details</c>.</summary>
    /// <param name="Detail">Which member, and why.</param>
    public sealed record Refused(string Detail) : TokenConstraintsReading;
}
