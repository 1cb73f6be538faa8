namespace MissionPolicy.Server.Observability;

/// <summary>The names of our tags. Their values come from closed lists: never a subject, Mission, token or text of a client.</summary>
/// <remarks>Source: OpenTelemetry semantic conventions, attribute naming; <c>error.type</c>.</remarks>
internal static class TelemetryTags
{
    /// <summary>Which question, one of <see cref="Observability.DecisionKind"/>.</summary>
    public const string DecisionKind = "mission_policy.decision.kind";

    /// <summary>The answer, one of the outcome words of decisions.</summary>
    public const string DecisionOutcome = "mission_policy.decision.outcome";

    /// <summary>A reason code, or <see cref="Other"/>.</summary>
    public const string ReasonCode = "mission_policy.reason.code";

    /// <summary>Every reason code of a decision, on its span.</summary>
    public const string ReasonCodes = "mission_policy.reason.codes";

    /// <summary>Which kind of rule set.</summary>
    public const string RuleSet = "mission_policy.rule_set";

    /// <summary>What became of a requested context: <c>applied</c> or <c>refused</c>.</summary>
    public const string ContextOutcome = "mission_policy.context.outcome";

    /// <summary>The grant type, one of those that are offered.</summary>
    public const string GrantType = "mission_policy.grant_type";

    /// <summary>How events reach a receiver: <c>push</c> or <c>poll</c>.</summary>
    public const string Delivery = "mission_policy.signals.delivery";

    /// <summary>Why a step failed: an OAuth error code of ours, or the type of an exception.</summary>
    public const string ErrorType = "error.type";

    /// <summary>What stands for a value that is in no list.</summary>
    public const string Other = "_OTHER";

    /// <summary>One tag.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static KeyValuePair<string, object?> Of(string name, string value) => new(name, value);
}
