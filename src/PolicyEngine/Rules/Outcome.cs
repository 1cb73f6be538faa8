using System.Diagnostics;
using MissionPolicy.Engine.Catalog;

namespace MissionPolicy.Engine.Rules;

/// <summary>What follows when a rule fires. Combined by the most restrictive.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="refuse">For a refusal that asking again would not lift.</param>
    /// <param name="askAgain">For a crossing that a person may approve.</param>
    /// <param name="require">For a requirement on the sign-in.</param>
    /// <param name="approve">For a requirement on the approval.</param>
    public T Match<T>(Func<Refuse, T> refuse, Func<AskAgain, T> askAgain, Func<RequireStrength, T> require, Func<RequireApproval, T> approve) =>
        this switch
        {
            Refuse value => refuse(value),
            AskAgain value => askAgain(value),
            RequireStrength value => require(value),
            RequireApproval value => approve(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>No: asking again would not help.</summary>
    /// <param name="Code">The reason code.</param>
    public sealed record Refuse(string Code) : Outcome;

    /// <summary>Outside the envelope: a person has to be asked again.</summary>
    /// <param name="Code">The crossing code.</param>
    public sealed record AskAgain(string Code) : Outcome;

    /// <summary>The sign-in must have at least this strength and be at most this old.</summary>
    /// <param name="Requirement">The requirement; the strongest and the freshest of all fired ones win.</param>
    public sealed record RequireStrength(StrengthRequirement Requirement) : Outcome;

    /// <summary>The approval must be at least this strict.</summary>
    /// <param name="Mode">The mode; <c>review</c> is stricter than <c>user</c>, which is stricter than <c>auto</c>.</param>
    public sealed record RequireApproval(ApprovalMode Mode) : Outcome;
}
