using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Accounts;

/// <summary>The value of a claim: one text, or a set of texts.</summary>
/// <param name="IsSet">Whether it is a set.</param>
/// <param name="Values">The text, or the members.</param>
internal sealed record AccountClaim(bool IsSet, ValueArray<string> Values)
{
    /// <summary>One text.</summary>
    /// <param name="value">The text.</param>
    public static AccountClaim Text(string value) => new(false, [value]);

    /// <summary>A set of texts.</summary>
    /// <param name="values">The members.</param>
    public static AccountClaim Set(IEnumerable<string> values) => new(true, [.. values]);

    /// <summary>As a fact that decisions may rest on.</summary>
    public FactValue ToFact() => IsSet ? FactValue.TextSet(Values) : FactValue.Text(Values[0]);
}
