using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Endpoints;

/// <summary>Every route of the host, on one page.</summary>
internal static class RouteTable
{
    public static void MapRoutes(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup(string.Empty);

        // Metadata
        DiscoveryEndpoint.Map(api);
        JwksEndpoint.Map(api);
        ProtectedResourceEndpoint.Map(api);
        AuthzenConfigurationEndpoint.Map(api);

        // OpenID Provider and authorization server
        PushedAuthorizationEndpoint.Map(api);
        AuthorizationEndpoint.Map(api);
        InteractionEndpoint.Map(api);
        TokenEndpoint.Map(api);
        UserInfoEndpoint.Map(api);
        IntrospectionEndpoint.Map(api);
        RevocationEndpoint.Map(api);
        ClientRegistrationEndpoint.Map(api);

        // Missions
        MissionEndpoint.Map(api);
        MissionOperationEndpoint.Map(api);

        // Evidence
        EvidenceCheckpointEndpoint.Map(api);
        EvidenceInclusionEndpoint.Map(api);
        EvidenceConsistencyEndpoint.Map(api);
        EvidenceRecordsEndpoint.Map(api);
        EvidenceExportEndpoint.Map(api);
        EvidenceMissionEndpoint.Map(api);
        EvidencePersonalEndpoint.Map(api);
        EvidencePersonalExportEndpoint.Map(api);
        EvidenceEraseEndpoint.Map(api);

        // Questions
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
