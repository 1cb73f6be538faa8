using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the guard of our own APIs: access tokens of this server, of a configured issuer and, in Development, of the development key.</summary>
internal static class GuardRegistration
{
    public static IServiceCollection AddGuard(this IServiceCollection services, IHostEnvironment host)
    {
        services.AddOptions<AccessTokenOptions>().BindConfiguration(AccessTokenOptions.Section)
            .Validate(
                options => options.Authority.Length == 0 || options.JwksPath.Length == 0,
                "AccessTokens:Authority and AccessTokens:JwksPath exclude each other.")
            .Validate(options => options.JwksPath.Length == 0 || options.Issuer.Length > 0, "AccessTokens:Issuer is needed with AccessTokens:JwksPath.")
            .ValidateOnStart();
        services.AddSingleton<DevelopmentToken>();
        services.AddScoped<AccessTokenEvents>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer => bearer.EventsType = typeof(AccessTokenEvents));
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AccessTokenOptions>, IOptions<ServerOptions>, DevelopmentToken, KeyRing, TimeProvider>(
                (bearer, options, server, development, keys, time) => Configure(bearer, options.Value, server.Value, development, keys, time, host));
        AddPolicies(services);
        return services;
    }

    private static void AddPolicies(IServiceCollection services)
    {
        foreach (string scope in (string[])[Scopes.OpenId, .. Scopes.All])
        {
            services.AddAuthorizationBuilder().AddPolicy(scope, policy => policy
                .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => Scopes.Has(context.User, scope)));
        }

        services.AddAuthorizationBuilder().AddPolicy(OwnTokenPolicy, policy => policy
            .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
            .RequireAuthenticatedUser());
    }

    /// <summary>The policy of endpoints where any valid token will do and the endpoint looks at whose it is.</summary>
    public const string OwnTokenPolicy = "own-token";

    private static void Configure(
        JwtBearerOptions bearer, AccessTokenOptions options, ServerOptions server, DevelopmentToken development, KeyRing keys, TimeProvider time, IHostEnvironment host)
    {
        bool isDevelopment = host.IsDevelopment() && options.Authority.Length == 0 && options.JwksPath.Length == 0;
        SecurityKey[] fileKeys = options.JwksPath.Length == 0 ? [] : [.. new JsonWebKeySet(File.ReadAllText(options.JwksPath)).GetSigningKeys()];
        string? other = options.Issuer.Length > 0 ? options.Issuer : options.Authority.Length > 0 ? options.Authority : isDevelopment ? DevelopmentToken.Issuer : null;
        bearer.MapInboundClaims = false;
        bearer.TimeProvider = time;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = SigningAlgorithms.Names,
            ValidTypes = ["at+jwt", "application/at+jwt"],
            ValidIssuers = other is null ? [server.Issuer] : [server.Issuer, other],
            ValidAudiences = options.Audience.Length > 0 ? [server.Issuer, options.Audience] : [server.Issuer],
            ClockSkew = TimeSpan.FromSeconds(30),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            // The library's own check reads the machine's clock.
            LifetimeValidator = (notBefore, expires, _, parameters) => IsAlive(notBefore, expires, parameters.ClockSkew, time.GetUtcNow().UtcDateTime),
        };
        if (options.Authority.Length > 0)
        {
            bearer.Authority = options.Authority;
        }

        // A key speaks for one issuer only: the other issuer's key must not sign in our name.
        bearer.TokenValidationParameters.IssuerSigningKeyResolverUsingConfiguration = (_, token, _, _, configuration) =>
            token.Issuer == server.Issuer ? keys.VerificationKeys
            : options.JwksPath.Length > 0 ? fileKeys
            : isDevelopment ? [development.Key]
            : configuration?.SigningKeys ?? [];
    }

    private static bool IsAlive(DateTime? notBefore, DateTime? expires, TimeSpan skew, DateTime now) =>
        expires is { } end && now < end + skew && (notBefore is null || now >= notBefore.Value - skew);
}
