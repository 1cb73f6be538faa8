using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MissionPolicy.Server.Storage;

/// <summary>Unhealthy from the moment the store refuses work.</summary>
/// <param name="store">The store.</param>
internal sealed class StorageHealthCheck(IStore store) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        StoreHealth health = store.Health;
        Dictionary<string, object> data = new() { ["sequence"] = health.Sequence, ["waiting"] = health.Waiting };
        return Task.FromResult(health.Failure is { } failure
            ? HealthCheckResult.Unhealthy(failure, data: data)
            : HealthCheckResult.Healthy("The store takes work.", data));
    }
}
