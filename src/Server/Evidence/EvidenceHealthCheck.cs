using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MissionPolicy.Server.Evidence;

/// <summary>Degraded from the moment that the log is not what it was: the host goes on, and signs no checkpoint.</summary>
internal sealed class EvidenceHealthCheck(EvidenceTree tree) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        tree.Failure is { } failure ? HealthCheckResult.Degraded(failure) : HealthCheckResult.Healthy("The evidence log is what it was."));
}
