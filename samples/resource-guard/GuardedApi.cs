using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>The host of a sample API: the guard in front, the routes behind it.</summary>
public static class GuardedApi
{
    /// <summary>Builds the host.</summary>
    /// <typeparam name="TState">What the API keeps, in memory.</typeparam>
    /// <param name="args">The command line.</param>
    /// <param name="json">The types of the API's bodies.</param>
    /// <param name="map">Maps the routes behind the guard.</param>
    public static WebApplication Build<TState>(string[] args, JsonSerializerContext json, Action<RouteGroupBuilder> map)
        where TState : class
    {
        // The settings are beside the program, wherever it is started from.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddResourceGuard();
        builder.Services.AddSingleton<TState>();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, json));
        WebApplication app = builder.Build();
        app.MapGuardPages();
        map(app.MapGroup(string.Empty).RequireMission());
        return app;
    }
}
