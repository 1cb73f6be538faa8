using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Endpoints;

/// <summary>Every route of the host, on one page.</summary>
internal static class RouteTable
{
    public static void MapRoutes(this IEndpointRouteBuilder routes, RoleOptions roles)
    {
        RouteGroupBuilder api = routes.MapGroup(string.Empty).RequireRateLimiting(RateLimits.PerAddress);

        // Both roles
        JwksEndpoint.Map(api);
        DetailTypesEndpoint.Map(api);
        TokenEndpoint.Map(api);
        IntrospectionEndpoint.Map(api);
        RevocationEndpoint.Map(api);
        ProtectedResourceEndpoint.Map(api);
        Evidence(api);
        StatusListEndpoint.Map(api);
        SsfReceiveEndpoint.Map(api);
        if (roles.Provider)
        {
            Provider(api);
            Signals(routes.MapGroup(string.Empty).RequireRateLimiting(RateLimits.PerCaller));
            Questions(routes.MapGroup(string.Empty).RequireRateLimiting(RateLimits.PerCaller));
        }
        else
        {
            ResourceRoleMetadataEndpoint.Map(api);
        }

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
        DeferralEntranceEndpoint.Map(api);
        UserInfoEndpoint.Map(api);
        ClientRegistrationEndpoint.Map(api);
        DeferredCancellationEndpoint.Map(api);

        // Missions
        MissionListEndpoint.Map(api);
        MissionExportEndpoint.Map(api);
        MissionProposalEndpoint.Map(api);
        MissionEndpoint.Map(api);
        MissionOperationEndpoint.Map(api);
        MissionNarrowEndpoint.Map(api);
        MissionsRevokeAllEndpoint.Map(api);
        EvidenceMissionEndpoint.Map(api);
        ReviewsEndpoint.Map(api);
        ReviewDecisionEndpoint.Map(api);
    }

    private static void Signals(RouteGroupBuilder api)
    {
        SsfConfigurationEndpoint.Map(api);
        SsfStreamEndpoint.Map(api);
        SsfStatusEndpoint.Map(api);
        SsfVerifyEndpoint.Map(api);
        SsfSubjectsEndpoint.Map(api);
        SsfPollEndpoint.Map(api);
    }

    private static void Questions(RouteGroupBuilder api)
    {
        AuthzenConfigurationEndpoint.Map(api);
        EvaluationEndpoint.Map(api);
        EvaluationsEndpoint.Map(api);
        DryRunBootstrapEndpoint.Map(api);
        DryRunBoundaryEndpoint.Map(api);
        CatalogPurposesEndpoint.Map(api);
    }

    private static void Evidence(RouteGroupBuilder api)
    {
        EvidenceCheckpointEndpoint.Map(api);
        EvidenceProofEndpoint.Map(api);
        EvidenceRecordsEndpoint.Map(api);
        EvidenceExportEndpoint.Map(api);
        EvidencePersonalEndpoint.Map(api);
        EvidencePersonalExportEndpoint.Map(api);
        EvidenceEraseEndpoint.Map(api);
    }
}
