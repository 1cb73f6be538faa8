using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Why the answer of a rule set could not be trusted: two backends fired different rules, or a backend failed.</summary>
/// <remarks>Names of rules and types only, never a fact or a value, so that all of it may be logged.</remarks>
public sealed record RulesDisagreement
{
    /// <summary>The backend that noticed it (<see cref="IRuleSetBackend.Name"/>).</summary>
    public required string Backend { get; init; }

    /// <summary>The name of the rule set.</summary>
    public required string RuleSet { get; init; }

    /// <summary>The digest of the rules' names and conditions (<c>sha-256:…</c>); another version of a rule set has another digest.</summary>
    public required string RuleSetDigest { get; init; }

    /// <summary>The rules that the deciding backend fired, in its order; empty when it failed.</summary>
    public ValueArray<string> Decided { get; init; }

    /// <summary>The rules that the checking backend fired, in its order; empty when it failed or there is none.</summary>
    public ValueArray<string> Checked { get; init; }

    /// <summary>The type of the exception that stopped the deciding backend, or null.</summary>
    public string? DecidingFailure { get; init; }

    /// <summary>The type of the exception that stopped the checking backend, or null.</summary>
    public string? CheckingFailure { get; init; }
}
