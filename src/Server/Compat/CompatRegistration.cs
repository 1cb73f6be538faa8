namespace MissionPolicy.Server.Compat;

/// <summary>Adds the switch, and the check that both roles have.</summary>
internal static class CompatRegistration
{
    public static IServiceCollection AddCompat(this IServiceCollection services)
    {
        services.AddOptions<MissionDraftOptions>().BindConfiguration(MissionDraftOptions.Section);
        return services.AddSingleton<MissionIntent>();
    }
}
