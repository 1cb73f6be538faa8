using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Remediation;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds what both roles have: keys, proofs, tokens, evidence.</summary>
internal static class ProtocolRegistration
{
    public static IServiceCollection AddProtocol(this IServiceCollection services, IConfiguration configuration, IHostEnvironment host)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(options => IsIssuer(options.Issuer), "Server:Issuer has to be https, or http on a loopback host, without query, fragment and slash at the end.")
            .Validate(
                _ => host.IsDevelopment() || configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.Issuer)}"] is not null,
                "Server:Issuer has to be set outside Development: it is in everything that is signed.");
        services.AddStoreTable(KeyTable.Table).AddTokenTables().AddMissionTables().AddStoreTable(ReplayTable.Used);
        services.AddSingleton<IKeyStore, KeyTable>().AddSingleton(new KeySchedule()).AddSingleton<KeyRing>().AddHostedService<KeyRefresh>();
        services.AddSingleton<ReplayGuard>().AddSingleton<DpopNonces>().AddSingleton<DpopProofVerifier>();
        services.AddEvidence().AddCompat();
        AddTokens(services);
        return services;
    }

    /// <summary>Adds the provider: requests, interactions, Missions and their grants.</summary>
    public static IServiceCollection AddProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<List<DownstreamOptions>>(configuration.GetSection(DownstreamOptions.Section));
        services.AddAuthorizeTables().AddDeferred().AddPrompts();
        AddMissions(services);
        services.AddOversight();
        AddAuthorize(services);
        AddGrants(services);
        return services;
    }

    private static void AddMissions(IServiceCollection services) => services
        .AddSingleton<MissionSeal>()
        .AddSingleton<MissionClaims>()
        .AddSingleton<ISubjects, AccountSubjects>()
        .AddSingleton<MissionFinder>()
        .AddSingleton<MissionLedger>()
        .AddSingleton<MissionValues>()
        .AddSingleton<MissionCeilings>()
        .AddSingleton<DeclineMemory>()
        .AddSingleton<WaitingProposals>()
        .AddSingleton<MissionHandoff>()
        .AddSingleton<HandoffEvidence>()
        .AddSingleton<MissionApproval>()
        .AddSingleton<MissionProposal>()
        .AddSingleton<MissionActivation>()
        .AddSingleton<MissionLifecycle>()
        .AddSingleton<MissionStandingOf>()
        .AddSingleton<MissionDerivation>()
        .AddSingleton<DerivationRecord>()
        .AddSingleton<DerivationRefusals>()
        .AddSingleton<NextStepFinder>()
        .AddSingleton<RemediationWriter>()
        .AddSingleton<ReapprovalWriter>()
        .AddSingleton<MissionProjection>()
        .AddSingleton<ProjectionRecord>()
        .AddSingleton<MissionJson>();

    private static void AddTokens(IServiceCollection services) => services
        .AddSingleton<TokenSigner>()
        .AddSingleton<AccessTokenWriter>()
        .AddSingleton<IdTokenWriter>()
        .AddSingleton<AssertionWriter>()
        .AddSingleton<OwnTokens>()
        .AddSingleton<TokenLife>()
        .AddSingleton<SubjectIdentifiers>()
        .AddSingleton<IntrospectionAnswers>()
        .AddSingleton<Revocation>();

    private static void AddAuthorize(IServiceCollection services) => services
        .AddSingleton<RequestSeal>()
        .AddSingleton<IFormTargets, InteractionFormTargets>()
        .AddSingleton<RequestChecks>()
        .AddSingleton<RequestIntake>()
        .AddSingleton<PushedRequests>()
        .AddSingleton<Interactions>()
        .AddSingleton<InteractionReader>()
        .AddSingleton<InteractionAnswers>()
        .AddSingleton<IdTokenHint>()
        .AddSingleton<WishedLevel>()
        .AddSingleton<InteractionFlow>()
        .AddSingleton<CodeIssuer>()
        .AddSingleton<ApprovalPages>()
        .AddSingleton<ApprovalDesk>();

    // The grants that this server offers: what is not here is unsupported_grant_type.
    private static void AddGrants(IServiceCollection services) => services
        .AddSingleton<IGrant, AuthorizationCodeGrant>()
        .AddSingleton<IGrant, RefreshTokenGrant>()
        .AddSingleton<IGrant, TokenExchangeGrant>()
        .AddSingleton<IGrant, ClientCredentialsGrant>()
        .AddSingleton<IGrant, DeferredGrant>()
        .AddSingleton<IGrant, DeferralGrant>()
        .AddSingleton<AccessTokenExchange>()
        .AddSingleton<IdentityAssertionExchange>()
        .AddSingleton<CodeRedemption>()
        .AddSingleton<FirstTokens>()
        .AddSingleton<RefreshCredential>()
        .AddSingleton<GrantReuse>();

    /// <summary>Whether a text can be an issuer identifier: https, or http on a loopback host.</summary>
    public static bool IsIssuer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && !text.EndsWith('/');
}
