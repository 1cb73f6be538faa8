using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MissionPolicy.Server.Catalogs;

/// <summary>Unhealthy from the first question on which the engines did not agree, until a restart.</summary>
internal sealed class RulesHealthCheck(RulesEngine engine) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        engine.Disagreements is > 0 and long count
            ? HealthCheckResult.Unhealthy($"The rules could not be trusted for {count} questions, which were refused. The log names the rule sets.")
            : HealthCheckResult.Healthy("The rules answer."));
}
