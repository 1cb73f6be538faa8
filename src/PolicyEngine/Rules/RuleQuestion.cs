using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>One question to a rule set: the facts, and the values that fill the slots of the set's shape.</summary>
/// <remarks>A value type, so that asking allocates nothing.</remarks>
/// <param name="Facts">The facts.</param>
/// <param name="Slots">What fills the slots (<see cref="FactScope.Slot"/>); empty for a set without slots.</param>
public readonly record struct RuleQuestion(IFacts Facts, ValueArray<FactValue> Slots = default)
{
    /// <summary>The value of a fact or of a slot.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; <see cref="FactValue.Absent"/> where there is none, so that a slot that was left empty compares with nothing.</returns>
    public FactValue Get(in FactName name) => name.Scope != FactScope.Slot ? Facts.Get(name)
        : name.Slot < Slots.Count ? Slots[name.Slot] : FactValue.Absent;
}
