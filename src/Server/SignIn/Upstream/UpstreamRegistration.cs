using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>Adds one handler of the framework for each configured provider: code flow with PKCE, answered by a redirect, so that Lax cookies do.</summary>
internal static class UpstreamRegistration
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256];
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Adds the handlers.</summary>
    /// <param name="authentication">The host's authentication.</param>
    /// <param name="upstreams">The providers.</param>
    public static void AddUpstreams(this AuthenticationBuilder authentication, IEnumerable<UpstreamOptions> upstreams)
    {
        foreach (UpstreamOptions upstream in upstreams)
        {
            authentication.AddOpenIdConnect(upstream.Scheme, upstream.Title, static _ => { });
            authentication.Services.AddOptions<OpenIdConnectOptions>(upstream.Scheme)
                .Configure<HostCookies, TimeProvider>((options, cookies, time) => Configure(options, upstream, cookies, time));
        }
    }

    private static void Configure(OpenIdConnectOptions options, UpstreamOptions upstream, HostCookies cookies, TimeProvider time)
    {
        options.Authority = upstream.Authority;
        options.ClientId = upstream.ClientId;
        options.ClientSecret = upstream.ClientSecret;
        options.RequireHttpsMetadata = !new Uri(upstream.Authority).IsLoopback;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = $"{SignInPaths.Upstream}{upstream.Name}/callback";
        options.SignedOutCallbackPath = $"{SignInPaths.Upstream}{upstream.Name}/signed-out";
        options.RemoteSignOutPath = PathString.Empty;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = false;
        options.ClaimActions.Clear();
        options.Scope.Clear();
        foreach (string scope in upstream.Scopes.Prepend("openid"))
        {
            options.Scope.Add(scope);
        }

        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.TokenValidationParameters.ClockSkew = Skew;
        // The library's own check reads the machine's clock.
        options.TokenValidationParameters.LifetimeValidator = (notBefore, expires, _, _) =>
            expires is { } end && time.GetUtcNow().UtcDateTime < end + Skew && (notBefore is null || time.GetUtcNow().UtcDateTime >= notBefore.Value - Skew);
        options.CorrelationCookie = cookies.Builder("upstream.");
        options.CorrelationCookie.Expiration = options.RemoteAuthenticationTimeout;
        options.NonceCookie = cookies.Builder("nonce.");
        options.NonceCookie.Expiration = options.RemoteAuthenticationTimeout;
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context => context.HttpContext.RequestServices.GetRequiredService<UpstreamMessages>().PassOn(context, upstream),
            OnTicketReceived = context => CompleteAsync(context, upstream),
            OnRemoteFailure = context => FailAsync(context, upstream),
            OnAccessDenied = context =>
            {
                context.HandleResponse();
                return SendAsync(context.HttpContext, UpstreamSignIn.Failed(UpstreamMessages.RequestOf(context.Properties)));
            },
        };
    }

    private static async Task CompleteAsync(TicketReceivedContext context, UpstreamOptions upstream)
    {
        context.HandleResponse();
        UpstreamSignIn signIn = context.HttpContext.RequestServices.GetRequiredService<UpstreamSignIn>();
        await SendAsync(context.HttpContext, await signIn.CompleteAsync(context.HttpContext, context.Principal, context.Properties, upstream));
    }

    private static Task FailAsync(RemoteFailureContext context, UpstreamOptions upstream)
    {
        context.HandleResponse();
        SignInLog.UpstreamFailed(context.HttpContext.RequestServices.GetRequiredService<ILogger<UpstreamSignIn>>(), upstream.Name, context.Failure);
        return SendAsync(context.HttpContext, UpstreamSignIn.Failed(UpstreamMessages.RequestOf(context.Properties)));
    }

    private static Task SendAsync(HttpContext http, string location)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
