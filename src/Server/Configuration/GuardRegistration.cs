using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the guard of the evaluation surface: access tokens, scopes, and answers in problem details.</summary>
internal static class GuardRegistration
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    public static IServiceCollection AddGuard(this IServiceCollection services, IHostEnvironment host)
    {
        services.AddOptions<AccessTokenOptions>().BindConfiguration(AccessTokenOptions.Section)
            .Validate(
                options => host.IsDevelopment() || options.Authority.Length > 0 ^ options.JwksPath.Length > 0,
                "Outside Development, set AccessTokens:Authority, or AccessTokens:JwksPath with AccessTokens:Issuer.")
            .Validate(options => options.JwksPath.Length == 0 || options.Issuer.Length > 0, "AccessTokens:Issuer is needed with AccessTokens:JwksPath.")
            .Validate(options => options.Audience.Length > 0, "AccessTokens:Audience is needed.")
            .ValidateOnStart();
        services.AddSingleton<DevelopmentToken>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AccessTokenOptions>, DevelopmentToken, TimeProvider>((bearer, options, development, time) => Configure(bearer, options.Value, development, time, host));
        services.AddAuthorizationBuilder()
            .AddPolicy(Scopes.Evaluate, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Scopes.Has(context.User, Scopes.Evaluate)))
            .AddPolicy(Scopes.DryRun, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => Scopes.Has(context.User, Scopes.DryRun)));
        return services;
    }

    private static void Configure(JwtBearerOptions bearer, AccessTokenOptions options, DevelopmentToken development, TimeProvider time, IHostEnvironment host)
    {
        bearer.MapInboundClaims = false;
        bearer.TimeProvider = time;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidTypes = ["at+jwt", "application/at+jwt"],
            ValidAudience = options.Audience,
            ClockSkew = TimeSpan.FromSeconds(30),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            // The library's own check reads the machine's clock.
            LifetimeValidator = (notBefore, expires, _, parameters) => IsAlive(notBefore, expires, parameters.ClockSkew, time.GetUtcNow().UtcDateTime),
        };
        if (options.JwksPath.Length > 0)
        {
            bearer.TokenValidationParameters.ValidIssuer = options.Issuer;
            bearer.TokenValidationParameters.IssuerSigningKeys = new JsonWebKeySet(File.ReadAllText(options.JwksPath)).GetSigningKeys();
        }
        else if (options.Authority.Length > 0)
        {
            bearer.Authority = options.Authority;
            bearer.TokenValidationParameters.ValidIssuer = options.Issuer.Length > 0 ? options.Issuer : options.Authority;
        }
        else if (host.IsDevelopment())
        {
            bearer.TokenValidationParameters.ValidIssuer = DevelopmentToken.Issuer;
            bearer.TokenValidationParameters.IssuerSigningKey = development.Key;
        }

        bearer.Events = new JwtBearerEvents { OnChallenge = Challenge, OnForbidden = context => Forbidden(context.HttpContext) };
    }

    private static bool IsAlive(DateTime? notBefore, DateTime? expires, TimeSpan skew, DateTime now) =>
        expires is { } end && now < end + skew && (notBefore is null || now >= notBefore.Value - skew);

    private static async Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        // RFC 6750 §3.1: no error code for a request that carries no token.
        bool hasToken = context.AuthenticateFailure is not null;
        context.Response.Headers.WWWAuthenticate = hasToken ? "Bearer error=\"invalid_token\"" : "Bearer";
        await Problem.Of(
            StatusCodes.Status401Unauthorized, "No valid access token", hasToken ? "The access token is expired, of another issuer or audience, or not signed by a known key." : "An access token is needed.")
            .ExecuteAsync(context.HttpContext);
    }

    private static Task Forbidden(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return Problem.Of(StatusCodes.Status403Forbidden, "Not allowed", "The access token lacks the scope of this endpoint.").ExecuteAsync(context);
    }
}
