using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Catalogs;

/// <summary>Looks at the catalog's folder now and then and has a changed one taken over.</summary>
internal sealed class CatalogReloader(CatalogHost catalog, IOptions<CatalogOptions> options, TimeProvider time, ILogger<CatalogReloader> log) : BackgroundService
{
    /// <summary>Looks once.</summary>
    public void Look()
    {
        try
        {
            if (catalog.Reload(out ImmutableArray<CatalogDiagnostic> diagnostics))
            {
                CatalogLog.Reloaded(log, catalog.Current.Purposes.Count, catalog.Current.Digest);
            }
            else if (!diagnostics.IsEmpty)
            {
                CatalogLog.Refused(log, diagnostics.Length, DiagnosticText.Of(diagnostics));
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            CatalogLog.Unreadable(log, problem);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ReloadSeconds == 0)
        {
            return;
        }

        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.Value.ReloadSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; there is nothing to clean up.
        }
    }
}
