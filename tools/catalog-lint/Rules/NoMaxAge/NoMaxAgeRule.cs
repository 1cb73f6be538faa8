using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.NoMaxAge;

/// <summary>A sign-in of any age is fresh enough.</summary>
internal static class NoMaxAgeRule
{
    public static LintRule Rule { get; } = new("MP2306", "no-max-age", DiagnosticSeverity.Warning, "A sign-in of any age is fresh enough") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Authentication.Require.MaxAge is null)
        {
            yield return new Remark(
                entry.At("$.authentication.require"),
                "A sign-in of any age is fresh enough: a Mission can begin from a session that was left open.",
                "Add `max_age`, for example `8h`.");
        }
    }
}
