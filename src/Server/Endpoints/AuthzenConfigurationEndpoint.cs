using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET /.well-known/authzen-configuration</c>: where the decision point is. Search is not offered, so its members are left out.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §9.</remarks>
internal static class AuthzenConfigurationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/.well-known/authzen-configuration", Handle)
        .WithSummary("Where the policy decision point is").WithTags("AuthZEN");

    private static JsonAnswer Handle(HttpRequest request, IOptionsSnapshot<EvaluationOptions> options)
    {
        string configured = options.Value.PolicyDecisionPoint.TrimEnd('/');
        string point = configured.Length > 0 ? configured : $"{request.Scheme}://{request.Host}";
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
