using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Catalog;

/// <summary>One rule of an entry's author. It can only tighten, and so can one more of them.</summary>
/// <param name="Name">The author's name for it, unique in the entry; decisions name it.</param>
/// <param name="When">When it applies: a condition over the event's facts, the params, the subject's claims and the derived facts.</param>
/// <param name="Then">What follows; at least one consequence.</param>
public sealed record AuthorRule(string Name, Condition When, RuleConsequences Then);
