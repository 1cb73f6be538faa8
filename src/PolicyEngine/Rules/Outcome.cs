using System.Diagnostics;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

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
    /// <param name="shorten">For a shorter life.</param>
    /// <param name="withhold">For claims that do not cross.</param>
    /// <param name="add">For a number that is added to a derived fact.</param>
    /// <param name="tag">For a text that joins a derived fact.</param>
    public T Match<T>(
        Func<Refuse, T> refuse,
        Func<AskAgain, T> askAgain,
        Func<RequireStrength, T> require,
        Func<RequireApproval, T> approve,
        Func<Shorten, T> shorten,
        Func<Withhold, T> withhold,
        Func<Add, T> add,
        Func<Tag, T> tag) => this switch
        {
            Refuse value => refuse(value),
            AskAgain value => askAgain(value),
            RequireStrength value => require(value),
            RequireApproval value => approve(value),
            Shorten value => shorten(value),
            Withhold value => withhold(value),
            Add value => add(value),
            Tag value => tag(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>The derived fact that a rule with this outcome writes, or null.</summary>
    public FactName? Writes => this switch
    {
        Add add => FactName.OfDerived(add.Name),
        Tag tag => FactName.OfDerived(tag.Name),
        _ => null,
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

    /// <summary>The Mission lives at most this long.</summary>
    /// <param name="Longest">How long; the shortest of all fired ones wins.</param>
    public sealed record Shorten(TimeSpan Longest) : Outcome;

    /// <summary>These claims do not cross to a downstream authorization server.</summary>
    /// <param name="Claims">Names of governing params, or <c>actor</c>; those of all fired rules are united.</param>
    public sealed record Withhold(ValueArray<string> Claims) : Outcome;

    /// <summary>Adds to the number of a derived fact, which is the sum over all fired rules; absent when none fired.</summary>
    /// <param name="Name">The derived fact.</param>
    /// <param name="Amount">How much; over zero, so that one more rule can only raise the sum.</param>
    public sealed record Add(string Name, decimal Amount) : Outcome;

    /// <summary>Joins a text to a derived fact, which is the set over all fired rules; absent when none fired.</summary>
    /// <param name="Name">The derived fact.</param>
    /// <param name="Text">The text.</param>
    public sealed record Tag(string Name, string Text) : Outcome;
}
