namespace MissionPolicy.Server.Oversight;

/// <summary>Adds this room: lists, stops, narrowing, the clock, and what the pages show.</summary>
internal static class OversightRegistration
{
    public static IServiceCollection AddOversight(this IServiceCollection services)
    {
        services.AddOptions<OversightOptions>().BindConfiguration(OversightOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Overseer>().AddSingleton<MissionLists>().AddSingleton<MissionViews>();
        services.AddSingleton<MissionStop>().AddSingleton<MissionNarrowing>().AddSingleton<MissionActs>().AddSingleton<MissionExport>();
        services.AddSingleton<MatcherPolicy, BesidePage>();
        services.AddSingleton<ExpirySweeper>().AddHostedService(provider => provider.GetRequiredService<ExpirySweeper>());
        services.AddSingleton<CatalogChangeSweep>().AddHostedService(provider => provider.GetRequiredService<CatalogChangeSweep>());
        return services;
    }
}
