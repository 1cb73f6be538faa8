using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Catalog;

/// <summary>One step-up rule. It can only raise the requirement.</summary>
/// <param name="Name">The author's name for it, unique in the entry.</param>
/// <param name="When">When it applies: a condition over the event's facts, the params and the subject's claims.</param>
/// <param name="Require">What it asks for.</param>
public sealed record StepUpRule(string Name, Condition When, StrengthRequirement Require);
