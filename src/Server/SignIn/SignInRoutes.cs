using System.Globalization;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.SignIn.Passkeys;
using MissionPolicy.Server.SignIn.Upstream;

namespace MissionPolicy.Server.SignIn;

/// <summary>The pages, their files, and the endpoints of this room.</summary>
internal static class SignInRoutes
{
    private static readonly TimeSpan FilesMaxAge = TimeSpan.FromHours(1);

    /// <summary>Style sheet and script; their addresses carry a digest, so browsers may keep them.</summary>
    /// <param name="app">The host.</param>
    public static IApplicationBuilder UsePageFiles(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
            $"public, max-age={FilesMaxAge.TotalSeconds.ToString(CultureInfo.InvariantCulture)}",
    });

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorPages();
        RouteGroupBuilder endpoints = routes.MapGroup(string.Empty);
        PasskeySignInEndpoint.Map(endpoints);
        PasskeyRegistrationEndpoint.Map(endpoints);
        UpstreamEndpoint.Map(endpoints);
        endpoints.RequireRateLimiting(RateLimits.PerCaller);
    }
}
