using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionPolicy.Samples.ResourceGuard.Answers;
using MissionPolicy.Samples.ResourceGuard.Proofs;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>Adds the guard to a host and to its routes.</summary>
public static class GuardSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds the guard; section <c>Guard</c> of the configuration.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddResourceGuard(this IServiceCollection services)
    {
        services.AddOptions<GuardOptions>().BindConfiguration(GuardOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIssuerKeys, IssuerKeys>();
        services.AddHttpClient();
        services.AddHttpClient(TokenIntrospection.HttpClientName, static http => http.Timeout = Patience)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return services
            .AddSingleton<AccessTokenReader>()
            .AddSingleton<TokenIntrospection>()
            .AddSingleton<ProofNonces>()
            .AddSingleton<ProofReplay>()
            .AddSingleton<ProofVerifier>()
            .AddSingleton<Remediation>()
            .AddSingleton<SignInRule>()
            .AddSingleton<Gate>()
            .AddSingleton<ReceivedCalls>();
    }

    /// <summary>Lets only requests with a token of a Mission and a proof of its key reach the routes of a group. The handler then asks
    /// <see cref="MissionCaller.Of"/> whether the token permits what it is about to do.</summary>
    /// <param name="group">The group.</param>
    public static RouteGroupBuilder RequireMission(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(static async (context, next) =>
        {
            HttpContext http = context.HttpContext;
            GateAnswer answer = await http.RequestServices.GetRequiredService<Gate>().VerifyAsync(http);
            return await answer.Match<ValueTask<object?>>(
                async admitted =>
                {
                    http.Features.Set(admitted.Caller);
                    return await next(context);
                },
                refused => ValueTask.FromResult<object?>(refused.Why));
        });
        return group;
    }

    /// <summary>Maps the metadata (RFC 9728) and, for the demonstration only, <c>GET
    /// /received</c>: everything that this server saw.</summary>
    /// <param name="routes">The routes.</param>
    public static void MapGuardPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ResourceMetadata.Path, ResourceMetadata.Answer);
        routes.MapGet("/received", static (ReceivedCalls calls) => calls.Answer());
        routes.MapGet("/health", static () => TypedResults.NoContent());
    }
}
