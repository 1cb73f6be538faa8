using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /approve/i/{entrance}</c>: brings a person to the approval that an application waits for.</summary>
/// <remarks>Source: OAuth Deferred Token Response draft -01, <c>interaction_uri</c>.</remarks>
internal static class DeferralEntranceEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(DeferralEntrance.Path + "{entrance}", Handle).ExcludeFromDescription();

    private static async Task<IResult> Handle(HttpContext http, string entrance, DeferralEntrance door, CancellationToken cancellation)
    {
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return await door.OpenAsync(http, entrance, cancellation) is { } next
            ? new SeeOther(next)
            : ErrorPage.Of(OAuthErrors.InvalidRequest.Because("this address is unknown, or what it asked for is over"));
    }
}
