using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>What a case expects.</summary>
/// <param name="Outcome">One of <c>inside</c>, <c>reapprove</c>, <c>deny</c> for an action; <c>granted</c>, <c>confirm</c>, <c>step_up</c>,
/// <c>review</c>, <c>refused</c> for a bootstrap.</param>
/// <param name="Codes">The exact reason codes, sorted; empty when any will do (and for <c>inside</c> and <c>granted</c>).</param>
public sealed record CaseExpectation(string Outcome, ValueArray<string> Codes)
{
    /// <summary>The names of the author's rules that apply, all of them, sorted; null when any will do. Bootstrap cases only.</summary>
    public ValueArray<string>? Rules { get; init; }

    /// <summary>How long the Mission lives; null when any time will do. Only where there is one: <c>granted</c>, <c>confirm</c>,
    /// <c>review</c>.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>What the author's rules withhold, all of it, sorted; null when anything will do. Only where there is a Mission.</summary>
    public ValueArray<string>? Withheld { get; init; }

    /// <summary>Whether anything is expected beyond outcome and codes.</summary>
    public bool IsAboutRules => Rules is not null || Lifetime is not null || Withheld is not null;
}
