using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Endpoints;

/// <summary>Every route of the host, on one page.</summary>
internal static class RouteTable
{
    public static void MapRoutes(this IEndpointRouteBuilder routes, RoleOptions roles)
    {
        RouteGroupBuilder api = routes.MapGroup(string.Empty);

        // Both roles
        JwksEndpoint.Map(api);
        TokenEndpoint.Map(api);
        IntrospectionEndpoint.Map(api);
        RevocationEndpoint.Map(api);
        ProtectedResourceEndpoint.Map(api);
        if (roles.Provider)
        {
            Provider(api);
        }
        else
        {
            ResourceRoleMetadataEndpoint.Map(api);
        }

        api.RequireRateLimiting(RateLimits.PerCaller);
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
        routes.MapOpenApi();
    }

    private static void Provider(RouteGroupBuilder api)
    {
        // OpenID Provider and authorization server
        DiscoveryEndpoint.Map(api);
        PushedAuthorizationEndpoint.Map(api);
        AuthorizationEndpoint.Map(api);
        InteractionEndpoint.Map(api);
        UserInfoEndpoint.Map(api);
        ClientRegistrationEndpoint.Map(api);

        // Missions
        MissionProposalEndpoint.Map(api);
        MissionEndpoint.Map(api);
        MissionOperationEndpoint.Map(api);

        // Questions
        AuthzenConfigurationEndpoint.Map(api);
        EvaluationEndpoint.Map(api);
        EvaluationsEndpoint.Map(api);
        DryRunBootstrapEndpoint.Map(api);
        DryRunBoundaryEndpoint.Map(api);
        CatalogPurposesEndpoint.Map(api);
    }
}
