using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>One typed attribute of a discovered action.</summary>
/// <param name="Name">The name in the vocabulary.</param>
/// <param name="Value">The value; absent when the caller sent something that does not have the attribute's type.</param>
public readonly record struct AttributeValue(string Name, FactValue Value);
