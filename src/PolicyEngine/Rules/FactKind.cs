namespace MissionPolicy.Engine.Rules;

/// <summary>The closed set of types that a fact can have; every comparison is typed by it at load.</summary>
public enum FactKind
{
    /// <summary>A string, compared ordinally, code unit by code unit.</summary>
    Text,

    /// <summary>A decimal number; a JSON number that decimal cannot hold exactly is not a fact.</summary>
    Number,

    /// <summary>An instant (RFC 3339 date-time), compared as UTC ticks of 100 nanoseconds.</summary>
    Instant,

    /// <summary>A duration, in ticks of 100 nanoseconds.</summary>
    Duration,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>An ordered level of the vocabulary (assurance), compared by rank: higher is stronger.</summary>
    Level,

    /// <summary>A set of strings; order and repetition carry no meaning.</summary>
    TextSet,
}
