using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.LongLifetimeWithoutIdle;

/// <summary>A long Mission does not end when nobody uses it.</summary>
internal static class LongLifetimeWithoutIdleRule
{
    public static LintRule Rule { get; } = new("MP2405", "long-lifetime-without-idle", DiagnosticSeverity.Warning, "A long Mission does not end when nobody uses it") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Lifetime is { Idle: null } lifetime && lifetime.Max > entry.Limits.IdleNeededOver)
        {
            yield return new Remark(
                entry.At("$.lifetime"),
                $"A Mission lives for {FactText.Duration(lifetime.Max.Ticks)} even when nobody uses it.",
                "Add `idle`, for example `1h`, or shorten `max`.");
        }
    }
}
