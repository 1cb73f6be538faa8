using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Endpoints;

/// <summary>Every route of the host, on one page.</summary>
internal static class RouteTable
{
    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup(string.Empty);
        AuthzenConfigurationEndpoint.Map(api);
        EvaluationEndpoint.Map(api);
        EvaluationsEndpoint.Map(api);
        DryRunBootstrapEndpoint.Map(api);
        DryRunBoundaryEndpoint.Map(api);
        CatalogPurposesEndpoint.Map(api);
        api.RequireRateLimiting(RateLimits.PerCaller);
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
        routes.MapOpenApi();
    }
}
