using MissionPolicy.Samples.ResourceGuard;

namespace MissionPolicy.Samples.CalendarApi;

/// <summary>The host: the guard in front, the routes behind it.</summary>
internal static class CalendarApiHost
{
    public static WebApplication Build(string[] args)
    {
        // The settings are beside the program, wherever it is started from.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddResourceGuard();
        builder.Services.AddSingleton<Calendars>();
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, CalendarApiJson.Default));
        WebApplication app = builder.Build();
        app.MapGuardPages();
        EventRoutes.Map(app.MapGroup(string.Empty).RequireMission());
        return app;
    }
}
