using System.Diagnostics;

namespace MissionPolicy.Server.Observability;

/// <summary>One question on its way: a span and a time, or nothing at all without a listener.</summary>
/// <param name="instruments">Where it is recorded.</param>
/// <param name="kind">The question.</param>
/// <param name="span">Its span, or null.</param>
/// <param name="timer">Its time.</param>
internal readonly struct DecisionStep(ServerInstruments instruments, DecisionKind kind, Activity? span, StepTimer timer) : IDisposable
{
    /// <summary>The engine has answered.</summary>
    /// <param name="answer">What.</param>
    public void Answered(DecisionSummary answer)
    {
        timer.Record(instruments.DecisionDuration, kind.Tag, TelemetryTags.Of(TelemetryTags.DecisionOutcome, answer.Outcome));
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(TelemetryTags.DecisionKind, kind.Name);
            span.SetTag(TelemetryTags.DecisionOutcome, answer.Outcome);
            span.SetTag(TelemetryTags.ReasonCodes, DecisionTelemetry.Codes(answer).ToArray());
        }
    }

    /// <summary>Ends the span.</summary>
    public void Dispose() => span?.Dispose();
}
