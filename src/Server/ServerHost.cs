using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
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
        RoleOptions roles = builder.Configuration.GetSection(RoleOptions.Section).Get<RoleOptions>() ?? new RoleOptions();
        if (!roles.Provider && !roles.ResourceServer)
        {
            errors.WriteLine("Roles: at least one of Provider and ResourceServer is needed.");
            return null;
        }

        AddRooms(builder, roles);
        configure?.Invoke(builder);
        string folder = string.Empty;
        RulesEngine? rules = roles.Provider ? OpenRules(builder, errors) : null;
        CatalogHost? catalog = rules is null ? null : OpenCatalog(builder, rules, errors, out folder);
        if (catalog is not null)
        {
            builder.Services.AddSingleton(catalog).AddSingleton(rules!);
        }
        else if (roles.Provider)
        {
            return null;
        }

        WebApplication app = builder.Build();
        if (catalog is not null)
        {
            rules!.ReportTo(app.Logger, app.Services.GetRequiredService<DecisionTelemetry>());
            CatalogLog.Opened(app.Logger, folder, catalog.Current.Purposes.Count, catalog.Current.Digest);
        }

        UseRooms(app, roles);
        return Prepare(app, roles, errors) ? app : null;
    }

    private static void AddRooms(WebApplicationBuilder builder, RoleOptions roles)
    {
        IServiceCollection services = builder.Services;
        services.AddEmbeddedStore().AddProtocol(builder.Configuration, builder.Environment).AddClients(builder.Environment).AddGuard(builder.Environment);
        services.AddTelemetry(builder.Configuration).AddRateLimits().AddOpenApi().AddHealthChecks();
        services.AddSignalReceiver(roles);
        if (roles.Provider)
        {
            services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
            services.AddHostedService<CatalogReloader>();
            services.AddHealthChecks().AddCheck<RulesHealthCheck>("rules");
            services.AddProvider(builder.Configuration).AddEvaluation(builder.Configuration).AddSignIn(builder.Configuration).AddSignalTransmitter();
        }

        if (roles.ResourceServer)
        {
            services.AddResourceRole();
        }
    }

    private static void UseRooms(WebApplication app, RoleOptions roles)
    {
        app.UseMiddleware<RequestFrame>();
        if (roles.Provider)
        {
            app.UsePageFiles();
        }

        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapRoutes(roles);
        if (roles.Provider)
        {
            app.MapSignIn();
        }
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

    // A test brings an engine of its own as a service.
    private static RulesEngine? OpenRules(WebApplicationBuilder builder, TextWriter errors)
    {
        if (builder.Services.LastOrDefault(service => service.ServiceType == typeof(RulesEngine))?.ImplementationInstance is RulesEngine given)
        {
            return given;
        }

        RulesOptions options = builder.Configuration.GetSection(RulesOptions.Section).Get<RulesOptions>() ?? new RulesOptions();
        RulesEngine? rules = RulesEngine.Of(options);
        if (rules is null)
        {
            errors.WriteLine($"{RulesOptions.EngineSetting}: `{options.Engine}` is not one of {string.Join(", ", RulesEngine.Names)}.");
        }

        return rules;
    }

    private static CatalogHost? OpenCatalog(WebApplicationBuilder builder, RulesEngine rules, TextWriter errors, out string folder)
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

        CatalogHost? catalog = CatalogHost.Open(folder, rules.Shapes, out ImmutableArray<CatalogDiagnostic> diagnostics);
        if (catalog is null)
        {
            errors.Write(DiagnosticText.Of(diagnostics));
            errors.WriteLine($"The catalog at {folder} is refused: {diagnostics.Length} mistakes.");
        }

        return catalog;
    }

    // Whatever a wrong configuration breaks, it breaks here, before the first request.
    private static bool Prepare(WebApplication app, RoleOptions roles, TextWriter errors)
    {
        try
        {
            _ = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value;
            _ = roles.Provider ? app.Services.GetRequiredService<IMissionSource>() : null;
            _ = app.Services.GetRequiredService<IOptions<AccessTokenOptions>>().Value;
            _ = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
            _ = app.Services.GetRequiredService<ConfiguredClients>();
            _ = app.Services.GetRequiredService<IOptions<ClientSelfRegistrationOptions>>().Value;
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
