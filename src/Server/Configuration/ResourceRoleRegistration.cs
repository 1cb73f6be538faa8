using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Grants;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the resource authorization server role: it redeems assertions of trusted providers for local tokens.</summary>
internal static class ResourceRoleRegistration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddResourceRole(this IServiceCollection services)
    {
        services.AddOptions<ResourceRoleOptions>().BindConfiguration(ResourceRoleOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(options => options.Issuers.TrueForAll(issuer => ProtocolRegistration.IsIssuer(issuer.Issuer)), "ResourceRole:Issuers have to be https, or http on a loopback host.");
        services.AddDownstreamTables();
        services.AddHttpClient(TrustedKeys.HttpClientName, http => http.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        return services
            .AddSingleton<TrustedKeys>()
            .AddSingleton<AssertionReader>()
            .AddSingleton<LocalPolicy>()
            .AddSingleton<LocalTokens>()
            .AddSingleton<IGrant, JwtBearerGrant>();
    }
}
