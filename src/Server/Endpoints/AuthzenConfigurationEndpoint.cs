using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /.well-known/authzen-configuration</c>: where the decision point is. Search is not offered, so its members are left out.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §9.</remarks>
internal static class AuthzenConfigurationEndpoint
{
    private const string Path = "/.well-known/authzen-configuration";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpRequest request, IOptionsSnapshot<EvaluationOptions> options) => Handle(request, options, string.Empty))
            .Produces<JsonElement>().WithSummary("Where the policy decision point is").WithTags("AuthZEN");
        routes.MapGet(Path + "/{**path}", Handle).ExcludeFromDescription();
    }

    // §9.2: the well-known part stands between the host and the path of the identifier, and the answer has to name that identifier.
    private static IResult Handle(HttpRequest request, IOptionsSnapshot<EvaluationOptions> options, string path)
    {
        string configured = options.Value.PolicyDecisionPoint.TrimEnd('/');
        string point = configured.Length > 0 ? configured : $"{request.Scheme}://{request.Host}";
        string own = configured.Length > 0 ? new Uri(configured).AbsolutePath.Trim('/') : string.Empty;
        if (path != own)
        {
            return Problem.Of(StatusCodes.Status404NotFound, "Not Found", "There is no decision point of this path.");
        }

        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("policy_decision_point", point);
            writer.WriteString("access_evaluation_endpoint", point + EvaluationEndpoint.Path);
            writer.WriteString("access_evaluations_endpoint", point + EvaluationsEndpoint.Path);
            writer.WriteEndObject();
        });
    }
}
