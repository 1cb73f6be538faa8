namespace MissionPolicy.Server.Observability;

/// <summary>What the operator reads about the rule engines.</summary>
internal static partial class RulesLog
{
    /// <summary>A question was refused because the rules could not be trusted. Names of rules and of exception types only.</summary>
    [LoggerMessage(1120, LogLevel.Error, "Rule set {RuleSet} ({Digest}), engine {Engine}: the answers differ, so the decision was refused with rules_disagree and this host is not ready. Deciding engine: {Decided}. Checking engine: {Checked}.")]
    public static partial void Disagreed(ILogger log, string ruleSet, string digest, string engine, string decided, string @checked);
}
