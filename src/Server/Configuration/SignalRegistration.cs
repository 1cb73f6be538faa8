using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Signals.Delivery;
using MissionPolicy.Server.Signals.Receiving;
using MissionPolicy.Server.Signals.Streams;
using MissionPolicy.Server.StatusLists;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds signals, the transmitter to a provider and the receiver to both roles, and the status lists.</summary>
internal static class SignalRegistration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(60);

    /// <summary>Adds what tells others that a Mission changed.</summary>
    public static IServiceCollection AddSignalTransmitter(this IServiceCollection services)
    {
        services.AddHttpClient(PushClient.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(static provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectCallback = provider.GetRequiredService<EndpointGuard>().ConnectAsync,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                MaxResponseHeadersLength = 16,
            })
            .RemoveAllLoggers();
        return services
            .AddSingleton<SignalBell>()
            .AddSingleton<SignalOutbox>()
            .AddSingleton<MissionSignals>()
            .AddSingleton<ITransitionSink>(static provider => provider.GetRequiredService<MissionSignals>())
            .AddSingleton<ITransitionSink, StatusTransitions>()
            .AddSingleton<CredentialSignals>()
            .AddSingleton<SessionSignals>()
            .AddSingleton<SetWriter>()
            .AddSingleton<EndpointGuard>()
            .AddSingleton<Receivers>()
            .AddSingleton<StreamJson>()
            .AddSingleton<StreamDelivery>()
            .AddSingleton<SignalStreams>()
            .AddSingleton<StreamControl>()
            .AddSingleton<SubjectDesk>()
            .AddSingleton<StreamVerification>()
            .AddSingleton<StreamPoll>()
            .AddSingleton<PushClient>()
            .AddSingleton<StreamSender>()
            .AddHostedService<ConfiguredStreams>()
            .AddHostedService<PushDispatcher>()
            .AddSingleton<SignalAccounts>()
            .AddSingleton<ISignalHandler, AccountHandler>();
    }

    /// <summary>Adds what takes the events of others, and the status lists.</summary>
    public static IServiceCollection AddSignalReceiver(this IServiceCollection services, RoleOptions roles)
    {
        services.AddOptions<SignalOptions>().BindConfiguration(SignalOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(
                options => options.Transmitters.TrueForAll(row => row.Issuer.Length > 0 && (row.PushToken.Length == 0 || row.PushToken.Length >= 22)
                    && row.OnAccountEvent is "ignore" or "suspend" or "revoke"),
                "Signals:Transmitters need an Issuer, a PushToken of 22 characters or more where there is one, and OnAccountEvent ignore, suspend or revoke.")
            .Validate(
                options => options.Receivers.TrueForAll(row => row.Client.Length > 0), "Signals:Receivers need a Client.");
        services.AddOptions<StatusListOptions>().BindConfiguration(StatusListOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSignalTables().AddSingleton<StatusPlaces>().AddSingleton<StatusListBuilder>().AddSingleton<StatusListSigner>();
        services.AddHttpClient(SignalPoller.HttpClientName, http => http.Timeout = PollPatience)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.TryAddSingleton<TrustedKeys>();
        if (roles.ResourceServer)
        {
            services.AddSingleton<ISignalHandler, LocalMissionHandler>();
        }
        else
        {
            services.AddHttpClient(TrustedKeys.HttpClientName, http => http.Timeout = Patience)
                .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false });
        }

        return services.AddSingleton<SetReader>().AddSingleton<SignalIntake>().AddHostedService<SignalPoller>();
    }
}
