using MissionPolicy.Samples.ResourceGuard;

namespace MissionPolicy.Samples.CrmApi;

/// <summary>The host: the guard in front, the routes behind it.</summary>
internal static class CrmApiHost
{
    public static WebApplication Build(string[] args)
    {
        // The settings are beside the program, wherever it is started from.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddResourceGuard();
        builder.Services.AddSingleton<Activities>();
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, CrmApiJson.Default));
        WebApplication app = builder.Build();
        app.MapGuardPages();
        ActivityRoutes.Map(app.MapGroup(string.Empty).RequireMission());
        return app;
    }
}
