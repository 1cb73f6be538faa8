using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Endpoints;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server;

/// <summary>Puts the host together.</summary>
internal static class ServerHost
{
    /// <summary>Builds the host; the program runs it.</summary>
    /// <param name="args">The command line, as configuration.</param>
    /// <param name="errors">Where mistakes of the catalog are told.</param>
    /// <param name="configure">What a test changes.</param>
    /// <returns>The host, or null when the catalog or the configuration is broken and every mistake was told.</returns>
    public static WebApplication? Build(string[] args, TextWriter errors, Action<WebApplicationBuilder>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddGuard(builder.Environment).AddEvaluation(builder.Configuration).AddRateLimits().AddOpenApi().AddHealthChecks();
        builder.Services.AddHostedService<CatalogReloader>();
        builder.Services.AddEmbeddedStore().AddSignIn(builder.Configuration);
        configure?.Invoke(builder);
        CatalogHost? catalog = OpenCatalog(builder, errors, out string folder);
        if (catalog is null)
        {
            return null;
        }

        builder.Services.AddSingleton(catalog);
        WebApplication app = builder.Build();
        CatalogLog.Opened(app.Logger, folder, catalog.Current.Purposes.Count, catalog.Current.Digest);
        app.UseMiddleware<RequestFrame>();
        app.UsePageFiles();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapRoutes();
        app.MapSignIn();
        return Prepare(app, errors) ? app : null;
    }

    /// <summary>A token to try the surface with; null outside Development, or where tokens of a real issuer are configured.</summary>
    /// <param name="app">The host.</param>
    public static string? DevelopmentTokenOf(WebApplication app)
    {
        AccessTokenOptions tokens = app.Services.GetRequiredService<IOptions<AccessTokenOptions>>().Value;
        bool isOffered = app.Environment.IsDevelopment() && tokens.Authority.Length == 0 && tokens.JwksPath.Length == 0;
        return !isOffered ? null : app.Services.GetRequiredService<DevelopmentToken>().Write(
            tokens.Audience, "assistant", $"{Scopes.Evaluate} {Scopes.DryRun} {Scopes.Author}", app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    private static CatalogHost? OpenCatalog(WebApplicationBuilder builder, TextWriter errors, out string folder)
    {
        string configured = builder.Configuration[$"{CatalogOptions.Section}:{nameof(CatalogOptions.Path)}"] ?? string.Empty;
        folder = configured.Length > 0
            ? Path.GetFullPath(configured, builder.Environment.ContentRootPath)
            : CatalogFolder.Find(builder.Environment.ContentRootPath) ?? Path.Combine(builder.Environment.ContentRootPath, "catalog");
        if (!Directory.Exists(folder))
        {
            errors.WriteLine($"There is no catalog at {folder}. Set Catalog:Path.");
            return null;
        }

        CatalogHost? catalog = CatalogHost.Open(folder, out ImmutableArray<CatalogDiagnostic> diagnostics);
        if (catalog is null)
        {
            errors.Write(DiagnosticText.Of(diagnostics));
            errors.WriteLine($"The catalog at {folder} is refused: {diagnostics.Length} mistakes.");
        }

        return catalog;
    }

    // Whatever a wrong configuration breaks, it breaks here, before the first request.
    private static bool Prepare(WebApplication app, TextWriter errors)
    {
        try
        {
            _ = app.Services.GetRequiredService<IMissionSource>();
            _ = app.Services.GetRequiredService<IOptions<AccessTokenOptions>>().Value;
            return true;
        }
        catch (OptionsValidationException wrong)
        {
            foreach (string failure in wrong.Failures)
            {
                errors.WriteLine(failure);
            }

            return false;
        }
    }
}
