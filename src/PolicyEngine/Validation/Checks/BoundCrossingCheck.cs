using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>A class crosses to an audience with all of its bounds: each is written in the catalog, or comes from a param that crosses too.</summary>
/// <remarks>Without this the class would cross unbounded, or not at all. Source: article, "Projection Minimization Rules".</remarks>
internal static class BoundCrossingCheck
{
    public static void Run(CheckedEntry subject)
    {
        for (int index = 0; index < subject.Entry.Propagation.Audiences.Count; index++)
        {
            AudienceRule audience = subject.Entry.Propagation.Audiences[index];
            // What the audience learns is not sure before its list is mended.
            if (audience.ProjectParams.Any(name => !subject.Entry.Params.Governing.Contains(name)))
            {
                continue;
            }

            foreach (AuthorityRule rule in subject.Entry.Authority.Where(rule => audience.Resources.Contains(rule.Resource)))
            {
                Bounds(subject, audience, rule, $"$.propagation.audiences[{index}].resources");
            }
        }
    }

    private static void Bounds(CheckedEntry subject, AudienceRule audience, AuthorityRule rule, string path)
    {
        foreach (AttributeBound bound in rule.Where)
        {
            string[] hidden =
            [
                .. BoundSource.Of(bound.Holds)
                    .Where(source => !BoundSource.MayCross(source, audience.ProjectParams))
                    .Select(source => BoundSource.ParamOf(source) is { } name ? "params." + name : source)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
            foreach (string source in hidden)
            {
                subject.Error(
                    DiagnosticCodes.BoundCannotCross,
                    path,
                    $"`{rule.Resource}` crosses to {audience.As}, and its bound on `{bound.Name}` does not: the value of `{source}` stays home.",
                    Help(rule, source));
            }
        }
    }

    private static string Help(AuthorityRule rule, string source)
    {
        string otherwise = $"bound it by a literal, or take `{rule.Resource}` out of the audience's `resources`.";
        return BoundSource.ParamOf(source) is { } name
            ? $"List `{name}` under the audience's `project.params`; or {otherwise}"
            : $"A claim of the subject never crosses as a bound: {otherwise}";
    }
}
