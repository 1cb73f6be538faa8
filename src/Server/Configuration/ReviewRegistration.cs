using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Review;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds deferred requests and their reviews.</summary>
internal static class ReviewRegistration
{
    public static IServiceCollection AddDeferred(this IServiceCollection services)
    {
        services.AddOptions<DeferredOptions>().BindConfiguration(DeferredOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddDeferredTables().AddReviewTables();
        services.AddSingleton<DeferredSeal>().AddSingleton<DeferredStart>().AddSingleton<DeferredEnding>().AddSingleton<DeferredAcceptance>().AddSingleton<DeferredCancellation>();
        services.AddSingleton<DeferredInterim>().AddSingleton<DeferredCodeExchange>().AddSingleton<DeferredPoll>();
        services.AddSingleton<ReviewSubmission>().AddSingleton<ReviewQuestion>().AddSingleton<ReviewRecord>().AddSingleton<ReviewDesk>().AddSingleton<ReviewSheets>().AddSingleton<ReviewCaller>();
        services.AddSingleton<DeferralStart>().AddSingleton<DeferralOpening>().AddSingleton<DeferralEntrance>().AddSingleton<DeferralGate>().AddSingleton<DeferralOutcomes>().AddSingleton<WaitingDeferrals>().AddSingleton<StoppedDeferrals>();
        services.AddSingleton<DeferralAsks>().AddSingleton<DeferralReview>().AddSingleton<DeferralRedemption>().AddNotices();
        services.AddSingleton<PingOutbox>().AddSingleton<PingClient>().AddSingleton<ITransitionSink, DeferredStops>();
        services.AddSingleton<DeferredSweep>().AddHostedService(provider => provider.GetRequiredService<DeferredSweep>());
        services.AddSingleton<PingSender>().AddHostedService(provider => provider.GetRequiredService<PingSender>());
        return services;
    }
}
