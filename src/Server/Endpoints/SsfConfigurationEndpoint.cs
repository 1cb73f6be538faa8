using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Signals;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /.well-known/ssf-configuration</c>: where streams are made, and what they carry by default.</summary>
/// <remarks>Source: SSF 1.0 §7.</remarks>
internal static class SsfConfigurationEndpoint
{
    public const string Path = "/.well-known/ssf-configuration";

    private const string OAuth = "urn:ietf:rfc:6749";
    private const string Dpop = "urn:ietf:rfc:9449";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, IOptions<ServerOptions> server, IOptions<SignalOptions> options) => Handle(http, server, options, string.Empty))
            .WithSummary("Transmitter metadata.").WithTags("Signals");
        routes.MapGet(Path + "/{**path}", Handle).ExcludeFromDescription();
    }

    // §7.2: the well-known part stands between the host and the path of the issuer.
    private static IResult Handle(HttpContext http, IOptions<ServerOptions> server, IOptions<SignalOptions> options, string path)
    {
        if (path != new Uri(server.Value.Issuer).AbsolutePath.Trim('/'))
        {
            return Problem.Of(StatusCodes.Status404NotFound, "Not Found", "There is no transmitter of this path.");
        }

        http.Response.Headers.CacheControl = "public, max-age=300";
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("spec_version", "1_0");
            writer.WriteString("issuer", server.Value.Issuer);
            writer.WriteString("jwks_uri", server.Value.Url(JwksEndpoint.Path));
            WireJson.Strings(writer, "delivery_methods_supported", [DeliveryMethods.Push, DeliveryMethods.Poll]);
            writer.WriteString("configuration_endpoint", server.Value.Url(SsfStreamEndpoint.Path));
            writer.WriteString("status_endpoint", server.Value.Url(SsfStatusEndpoint.Path));
            writer.WriteString("add_subject_endpoint", server.Value.Url(SsfSubjectsEndpoint.AddPath));
            writer.WriteString("remove_subject_endpoint", server.Value.Url(SsfSubjectsEndpoint.RemovePath));
            writer.WriteString("verification_endpoint", server.Value.Url(SsfVerifyEndpoint.Path));
            writer.WriteStartArray("authorization_schemes");
            foreach (string scheme in (string[])[OAuth, Dpop])
            {
                writer.WriteStartObject();
                writer.WriteString("spec_urn", scheme);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("default_subjects", options.Value.DefaultSubjects);
            writer.WriteEndObject();
        });
    }
}
