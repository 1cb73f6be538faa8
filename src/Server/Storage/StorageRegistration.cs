using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Server.Storage;

/// <summary>Adds the store to the host.</summary>
internal static class StorageRegistration
{
    private const string ApplicationName = "MissionPolicy";

    /// <summary>Declares a table. Each room registers its own; a table that is not registered cannot be used.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="table">The table.</param>
    public static IServiceCollection AddStoreTable(this IServiceCollection services, TableDefinition table) => services.AddSingleton(table);

    /// <summary>Adds the embedded store, the key ring in its directory, field protection and the health check <c>storage</c>.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddEmbeddedStore(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateOnStart()
            .PostConfigure<IHostEnvironment>(static (options, host) => options.Path = Path.GetFullPath(options.Path, host.ContentRootPath));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddInstruments().AddSingleton<IStore>(Open);
        services.AddSingleton(static provider => provider.GetRequiredService<IStore>().Evidence);
        services.AddHostedService<StorageStartup>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>>(
            static (keys, storage) => keys.XmlRepository = new KeyRingRepository(new StorePaths(storage.Value.Path).KeyRing));
        services.AddSingleton<FieldProtection>();
        return services;
    }

    private static MeasuredStore Open(IServiceProvider provider)
    {
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        ServerInstruments instruments = provider.GetRequiredService<ServerInstruments>();
        EmbeddedStore store = EmbeddedStore.Open(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            provider.GetServices<TableDefinition>(),
            time,
            provider.GetRequiredService<ILogger<EmbeddedStore>>(),
            new MeasuredFlush(new DiskFlush(), instruments, time));
        return new MeasuredStore(store, instruments, time);
    }
}
