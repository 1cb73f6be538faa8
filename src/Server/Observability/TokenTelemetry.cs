using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Observability;

/// <summary>Times the redemption of grants.</summary>
/// <param name="instruments">Where it is recorded.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenTelemetry(ServerInstruments instruments, TimeProvider time)
{
    /// <summary>Lets a grant answer, and records how long that took and how it ended.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops before anything was issued.</param>
    public Task<IResult> AnswerAsync(IGrant grant, GrantRequest request, CancellationToken cancellation) =>
        instruments.TokenDuration.Enabled ? TimedAsync(grant, request, cancellation) : grant.AnswerAsync(request, cancellation);

    private async Task<IResult> TimedAsync(IGrant grant, GrantRequest request, CancellationToken cancellation)
    {
        StepTimer timer = StepTimer.Start(instruments.TokenDuration, time);
        KeyValuePair<string, object?> grantType = TelemetryTags.Of(TelemetryTags.GrantType, grant.GrantType);
        try
        {
            IResult answer = await grant.AnswerAsync(request, cancellation);
            if (answer is OAuthErrorResult refused)
            {
                timer.Record(instruments.TokenDuration, grantType, TelemetryTags.Of(TelemetryTags.ErrorType, refused.Error.Code));
            }
            else
            {
                timer.Record(instruments.TokenDuration, grantType);
            }

            return answer;
        }
        catch (Exception problem)
        {
            timer.Record(instruments.TokenDuration, grantType, TelemetryTags.Of(TelemetryTags.ErrorType, problem.GetType().FullName!));
            throw;
        }
    }
}
