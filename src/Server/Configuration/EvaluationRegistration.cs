using MissionPolicy.Server.Evaluation;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the evaluation surface: boundary questions, dry runs, the catalog's public view.</summary>
internal static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EvaluationOptions>().BindConfiguration(EvaluationOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(options => options.PolicyDecisionPoint.Length == 0 || IsBase(options.PolicyDecisionPoint), "Evaluation:PolicyDecisionPoint has to be an absolute http(s) URI without query and fragment.");
        services.Configure<List<MissionOptions>>(configuration.GetSection(MissionOptions.Section));
        services.AddSingleton<ConfiguredMissions>().AddSingleton<IMissionSource, StoredMissions>();
        services.AddSingleton<DecisionLog>();
        services.AddSingleton<EvaluationFacts>().AddSingleton<BoundaryRecord>().AddSingleton<MissionBoundary>();
        return services;
    }

    private static bool IsBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
