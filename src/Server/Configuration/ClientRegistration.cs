using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds clients: those of the configuration, those that register themselves, their authentication and their request objects.</summary>
internal static class ClientRegistration
{
    /// <summary>Adds. The store, <c>ReplayGuard</c> and <see cref="ServerOptions"/> have to be added as well.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="host">The host's environment.</param>
    public static IServiceCollection AddClients(this IServiceCollection services, IHostEnvironment host)
    {
        services.AddSingleton(new ClientOptionsReader(host));
        services.AddOptions<List<ClientOptions>>().BindConfiguration(ClientOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<List<ClientOptions>>, ClientOptionsValidator>();
        services.AddOptions<ClientSelfRegistrationOptions>().BindConfiguration(ClientSelfRegistrationOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClientSelfRegistrationOptions>, ClientSelfRegistrationOptionsValidator>();
        services.AddStoreTable(ClientsTable.Registered);
        services.AddSingleton<ConfiguredClients>().AddSingleton<ClientSelfRegistration>().AddSingleton<IClientRegistry, ClientRegistry>();
        services.AddSingleton<ClientAuthentication>().AddSingleton<RequestObjectReader>();
        return services;
    }
}
