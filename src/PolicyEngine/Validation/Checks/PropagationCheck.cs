using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>Depth, audiences and projections fit each other; only governing params cross, and for at most five minutes.</summary>
internal static class PropagationCheck
{
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromMinutes(5);

    public static void Run(CheckedEntry subject)
    {
        PropagationRule rule = subject.Entry.Propagation;
        if (rule.Depth > 0 == rule.Audiences.IsEmpty && !subject.IsBroken("$.propagation"))
        {
            subject.Error(
                DiagnosticCodes.Propagation,
                "$.propagation.depth",
                rule.Depth == 0 ? "Depth 0 keeps the Mission home, and audiences are named." : "The Mission may propagate, and no audience is named.",
                "Name the audiences of a depth from 1, or write depth 0 without audiences.");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int index = 0; index < rule.Audiences.Count; index++)
        {
            Audience(subject, rule.Audiences[index], $"$.propagation.audiences[{index}]", seen);
        }
    }

    private static void Audience(CheckedEntry subject, AudienceRule audience, string path, HashSet<string> seen)
    {
        if (audience.As.Length > 0 && !seen.Add(audience.As))
        {
            subject.Error(DiagnosticCodes.DuplicateName, path + ".as", $"{audience.As} is named twice.", "Name each authorization server once.");
        }

        foreach (string resource in audience.Resources.Where(name => subject.Entry.Authority.All(authority => authority.Resource != name)))
        {
            subject.Error(
                DiagnosticCodes.Propagation,
                path + ".resources",
                $"`{resource}` is not in `authority`.",
                "Only what the Mission holds can cross.",
                Suggestion.For(resource, subject.Entry.Authority.Select(authority => authority.Resource)));
        }

        foreach (string name in audience.ProjectParams.Where(name => !subject.Entry.Params.Governing.Contains(name)))
        {
            subject.Error(
                DiagnosticCodes.ProjectedParam,
                path + ".project.params",
                $"`{name}` is not a governing param.",
                "Only governing params may cross.",
                Suggestion.For(name, subject.Entry.Params.Governing));
        }

        if (audience.AssertionLifetime <= TimeSpan.Zero || audience.AssertionLifetime > LongestAssertion)
        {
            subject.Error(DiagnosticCodes.LifetimeBounds, path + ".assertion_lifetime", "An assertion lives for more than 0 and at most 5 minutes.", "Write `5m` or less.");
        }
    }
}
