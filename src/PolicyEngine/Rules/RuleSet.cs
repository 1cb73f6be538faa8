using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Named rules as data; asked through an <see cref="IRuleSetBackend"/>.</summary>
/// <param name="Name">What the set decides, for example a purpose kind.</param>
/// <param name="Rules">The rules, sorted by id.</param>
public sealed record RuleSet(string Name, ValueArray<Rule> Rules);
