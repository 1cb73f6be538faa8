using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.NRules;

/// <summary>A rule that writes a derived fact which another rule of the set reads.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Index">Its index in the set.</param>
/// <param name="Fact">What it writes.</param>
/// <param name="Order">Where it stands when the layers are laid end to end; sums are added up in this order.</param>
internal sealed record Writer(Rule Rule, int Index, FactName Fact, int Order);
