namespace MissionPolicy.Engine.Rules;

/// <summary>The closed set of comparisons that a condition can make. An absent fact or operand never satisfies one.</summary>
public enum Comparison
{
    /// <summary>The two values are equal (any kind).</summary>
    Equal,

    /// <summary>The text is one of a set.</summary>
    OneOf,

    /// <summary>Every string of the set is in the operand's set. The empty set satisfies it.</summary>
    SubsetOf,

    /// <summary>No string of the set is in the operand's set.</summary>
    DisjointFrom,

    /// <summary>The set holds the operand's text.</summary>
    Contains,

    /// <summary>The text begins with the operand's text, ordinally.</summary>
    StartsWith,

    /// <summary>Number, instant, duration or level: at least the operand.</summary>
    AtLeast,

    /// <summary>Number, instant, duration or level: at most the operand.</summary>
    AtMost,

    /// <summary>Number, instant, duration or level: strictly more than the operand.</summary>
    Over,

    /// <summary>Number, instant, duration or level: strictly less than the operand.</summary>
    Under,

    /// <summary>The set has at most the operand's number of distinct strings.</summary>
    CountAtMost,

    /// <summary>The set has more than the operand's number of distinct strings.</summary>
    CountOver,

    /// <summary>The fact is there (operand true) or not there (operand false).</summary>
    Present,
}
