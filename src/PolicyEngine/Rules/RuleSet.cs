using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Named rules as data; asked through an <see cref="IRuleSetBackend"/>.</summary>
/// <param name="Name">The purpose kind and, after a blank, what is decided: <c>bootstrap</c>, <c>resume</c>, <c>boundary</c> or <c>projection</c>.</param>
/// <param name="Rules">The rules, sorted by id.</param>
public sealed record RuleSet(string Name, ValueArray<Rule> Rules);
