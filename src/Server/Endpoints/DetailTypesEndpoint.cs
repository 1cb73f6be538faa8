using System.Text.Json;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /authorization-details-types</c>: what an object of each supported
/// type looks like. No word of the catalog is in it.</summary>
/// <remarks>Source: draft-zehavi-oauth-rar-metadata-06, authorization details types metadata.</remarks>
internal static class DetailTypesEndpoint
{
    public const string Path = "/authorization-details-types";

    /// <summary>The member of the server's metadata that names the address.</summary>
    public const string Member = "authorization_details_types_metadata_endpoint";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Handle).WithSummary("The supported types of authorization_details.").WithTags("OAuth");

    private static JsonAnswer Handle(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return new JsonAnswer(Write);
    }

    private static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(MissionDetail.Type);
        writer.WriteString("version", MissionDetailType.Version);
        writer.WriteString("description", MissionDetailType.Description);
        WireJson.Raw(writer, "schema", MissionDetailType.Schema);
        WireJson.Raw(writer, "examples", MissionDetailType.Examples);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
