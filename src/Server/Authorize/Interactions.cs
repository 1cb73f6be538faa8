using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Authorize;

/// <summary>Begins interactions and finds them again, for the browser that began them.</summary>
internal sealed class Interactions(IStore store, RequestSeal seal, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>The first part of the addresses of an interaction.</summary>
    public const string Path = "/interaction/";

    private const int CookieBytes = 64;

    private string Cookie => options.Value.Issuer.StartsWith(
        "https:", StringComparison.Ordinal) ? "__Host-mission-browser" : "mission-browser";

    /// <summary>Begins.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="pushed">The hash of the pushed request, or null.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The handle for the address.</returns>
    public Task<string> BeginAsync(HttpContext http, AcceptedRequest request, string? pushed, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        return BeginAsync(
            http,
            request,
            interaction => interaction with
            {
                Pushed = pushed,
                LastTwinEndsAt = pushed is null ? null : now + TimeSpan.FromSeconds(options.Value.RequestUriSeconds + options.Value.InteractionSeconds),
            },
            cancellation);
    }

    /// <summary>Begins the approval of a deferred token request.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="request">What it asks for.</param>
    /// <param name="deferral">The deferred request, by its internal key.</param>
    /// <param name="endsAt">When the request does not wait for it any more.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The handle for the address.</returns>
    public Task<string> BeginAsync(
        HttpContext http, AcceptedRequest request, string deferral, DateTimeOffset endsAt, CancellationToken cancellation) =>
        BeginAsync(http, request, interaction => interaction with { Deferral = deferral, DeferralEndsAt = endsAt }, cancellation);

    private async Task<string> BeginAsync(
        HttpContext http, AcceptedRequest request, Func<Interaction, Interaction> with, CancellationToken cancellation)
    {
        string browser = Browser(http) ?? Remember(http);
        string handle = OpaqueHandle.New(OpaqueHandle.Interaction);
        DateTimeOffset now = time.GetUtcNow();
        Interaction interaction = new()
        {
            Handle = HandleHash.Of(handle).Value,
            Browser = HandleHash.Of(browser).Value,
            ClientId = request.Client.ClientId,
            Parameters = seal.Seal(request.Parameters),
            DpopJkt = request.DpopJkt,
            StartedAt = now,
            ExpiresAt = now + TimeSpan.FromSeconds(options.Value.InteractionSeconds),
        };
        await store.WriteAsync(write => write.Insert(AuthorizeTables.Interactions, with(interaction)), cancellation);
        return handle;
    }

    /// <summary>The interaction, or null when it is unknown, over, or of another browser.</summary>
    public async Task<Interaction?> FindAsync(HttpContext http, string handle, CancellationToken cancellation)
    {
        Document<Interaction>? row = await store.GetAsync(AuthorizeTables.Interactions, HandleHash.Of(handle).Value, cancellation);
        return row is not null && Browser(http) is { } browser && HandleHash.Of(browser).Matches(row.Value.Browser) ? row.Value : null;
    }

    /// <summary>Remembers that the person goes on without the level that <c>acr_values</c>
    /// wishes for: the next page asks again what is missing.</summary>
    /// <param name="interaction">The interaction.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task<bool> GoWithoutWishedLevelAsync(Interaction interaction, CancellationToken cancellation) => store.WriteAsync(
        write => write.Get(AuthorizeTables.Interactions, interaction.Handle) is { } current
            && write.Update(AuthorizeTables.Interactions, current.Value with { WithoutWishedLevel = true }, current.Version).Succeeded,
        cancellation);

    /// <summary>Ends an interaction and its pushed request inside the transaction that
    /// answers it; false when somebody answered already.</summary>
    public static bool End(IStoreTransaction write, Interaction interaction)
    {
        if (!write.Delete(AuthorizeTables.Interactions, interaction.Handle))
        {
            return false;
        }

        // Two tabs may show one pushed request; only one of them answers it. The row
        // itself may be gone by then, so the use is what is remembered.
        return interaction.Pushed is not { } pushed || Forget(write, pushed, interaction.LastTwinEndsAt ?? interaction.ExpiresAt);
    }

    private static bool Forget(IStoreTransaction write, string pushed, DateTimeOffset until)
    {
        write.Delete(AuthorizeTables.Pushed, pushed);
        return ReplayGuard.TryUse(write, PushedRequest.Urn, pushed, until);
    }

    private string? Browser(HttpContext http) => http.Request.Cookies[Cookie] is { Length: > 0 and <= CookieBytes } known ? known : null;

    private string Remember(HttpContext http)
    {
        string browser = OpaqueHandle.New(string.Empty);
        http.Response.Cookies.Append(Cookie, browser, new CookieOptions
        {
            HttpOnly = true, Secure = Cookie.StartsWith("__Host-", StringComparison.Ordinal), SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true,
        });
        return browser;
    }
}
