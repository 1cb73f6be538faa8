using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.StatusLists;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /status-lists/{list}</c>: which access tokens of a list are stopped or paused.</summary>
/// <remarks>Source: draft-ietf-oauth-status-list §8.</remarks>
internal static class StatusListEndpoint
{
    private const string MediaType = "application/statuslist+jwt";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(StatusListSigner.Base + "{list:long:min(0)}", Handle)
        .WithSummary("A token status list.")
        .WithTags("OAuth");

    private static async Task<IResult> Handle(HttpContext http, long list, StatusListSigner lists, IOptions<StatusListOptions> options, CancellationToken cancellation)
    {
        if (http.Request.Query.ContainsKey("time"))
        {
            return Problem.Of(StatusCodes.Status501NotImplemented, "No history", "Lists are kept as they are now.");
        }

        if (!IsAcceptable(http.Request))
        {
            return Problem.Of(StatusCodes.Status406NotAcceptable, "Not acceptable", $"Lists are offered as {MediaType}.");
        }

        if (await lists.FindAsync(list, cancellation) is not { } signed)
        {
            return Problem.Of(StatusCodes.Status404NotFound, "No such list", "There is no list of this number, or its last token has ended.");
        }

        IHeaderDictionary headers = http.Response.Headers;
        headers.CacheControl = $"public, max-age={options.Value.TtlSeconds}";
        headers.ETag = signed.EntityTag;
        // Read by pages of other origins too: the list is public and says nothing about anybody.
        headers.AccessControlAllowOrigin = "*";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == signed.EntityTag || tag.Equals(EntityTagHeaderValue.Any))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(signed.Token, MediaType);
    }

    private static bool IsAcceptable(HttpRequest request)
    {
        IList<MediaTypeHeaderValue> accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 || accepted.Any(type => type.Quality != 0 && (type.MatchesAllTypes
            || (type.Type == "application" && (type.MatchesAllSubTypes || type.MediaType == MediaType))));
    }
}
