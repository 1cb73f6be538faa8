using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>What a case expects.</summary>
/// <param name="Outcome">One of <c>inside</c>, <c>reapprove</c>, <c>deny</c> for an action; <c>granted</c>, <c>step_up</c>, <c>review</c>,
/// <c>refused</c> for a bootstrap.</param>
/// <param name="Codes">The exact reason codes, sorted; empty when any will do (and for <c>inside</c> and <c>granted</c>).</param>
public sealed record CaseExpectation(string Outcome, ValueArray<string> Codes);
