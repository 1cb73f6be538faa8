using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Observability;

/// <summary>Counts and times decisions, one method for each thing that an operator may want to know of them.</summary>
/// <param name="instruments">Where it is recorded.</param>
/// <param name="time">The clock.</param>
internal sealed class DecisionTelemetry(ServerInstruments instruments, TimeProvider time)
{
    /// <summary>Begins a question to the engine: its span and its time.</summary>
    /// <param name="kind">Which question.</param>
    public DecisionStep Begin(DecisionKind kind) =>
        new(instruments, kind, instruments.Activities.StartActivity(kind.SpanName), StepTimer.Start(instruments.DecisionDuration, time));

    /// <summary>Counts an answer that is acted upon, with its reasons; the engine may have been asked more than once for it.</summary>
    /// <param name="kind">Which question.</param>
    /// <param name="answer">What was decided.</param>
    public void Count(DecisionKind kind, DecisionSummary answer)
    {
        instruments.Decisions.Add(1, kind.Tag, TelemetryTags.Of(TelemetryTags.DecisionOutcome, answer.Outcome));
        if (instruments.Reasons.Enabled)
        {
            foreach (string code in Codes(answer))
            {
                instruments.Reasons.Add(1, kind.Tag, TelemetryTags.Of(TelemetryTags.ReasonCode, code));
            }
        }
    }

    /// <summary>Counts a disagreement of two rule engines about the same question.</summary>
    /// <param name="ruleSet">The kind of rule set, a word of a closed list such as <c>bootstrap</c>; never a digest.</param>
    public void CountDisagreement(string ruleSet) =>
        instruments.Disagreements.Add(1, TelemetryTags.Of(TelemetryTags.RuleSet, ruleSet));

    /// <summary>Begins to apply a requested context: its params are validated against their schema.</summary>
    public StepTimer BeginContext() => StepTimer.Start(instruments.ContextDuration, time);

    /// <summary>A requested context was applied or refused.</summary>
    /// <param name="timer">When that began.</param>
    /// <param name="answer">What became of it.</param>
    public void ContextAnswered(StepTimer timer, ContextApplication answer) => timer.Record(
        instruments.ContextDuration,
        TelemetryTags.Of(TelemetryTags.ContextOutcome, answer.Match(static _ => "applied", static _ => "refused")));

    /// <summary>The codes of a decision, each once. One that is in no list of ours is not passed on as it is.</summary>
    /// <param name="answer">The decision.</param>
    internal static IEnumerable<string> Codes(DecisionSummary answer) => answer.Reasons
        .Select(static reason => ReasonCodes.All.Contains(reason.Code) ? reason.Code : TelemetryTags.Other)
        .Distinct(StringComparer.Ordinal);
}
