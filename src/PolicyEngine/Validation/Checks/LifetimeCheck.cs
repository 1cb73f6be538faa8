using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>A Mission lives for a positive, bounded time.</summary>
internal static class LifetimeCheck
{
    public static void Run(CheckedEntry subject)
    {
        LifetimeRule rule = subject.Entry.Lifetime;
        if (rule.Max <= TimeSpan.Zero)
        {
            subject.Error(DiagnosticCodes.LifetimeBounds, "$.lifetime.max", "The lifetime is not positive.", "Write for example `8h`.");
        }

        if (rule.Max > subject.Vocabulary.MaxLifetime)
        {
            subject.Error(
                DiagnosticCodes.LifetimeBounds,
                "$.lifetime.max",
                $"The lifetime is over the limit of the vocabulary, {FactText.Duration(subject.Vocabulary.MaxLifetime.Ticks)}.",
                "Write a shorter one.");
        }

        if (rule.Idle is { } idle && !subject.IsBroken("$.lifetime.max") && (idle <= TimeSpan.Zero || idle > rule.Max))
        {
            subject.Error(DiagnosticCodes.LifetimeBounds, "$.lifetime.idle", "The idle limit is not between 0 and `max`.", "Write a shorter one, or drop it.");
        }
    }
}
