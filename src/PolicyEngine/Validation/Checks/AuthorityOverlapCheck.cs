using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>An operation of a class at a server stands in one rule only, so that an action has one set of bounds whatever the order of rules.</summary>
internal static class AuthorityOverlapCheck
{
    public static void Run(CheckedEntry subject)
    {
        Dictionary<(string Resource, string At, string Operation), int> seen = [];
        for (int index = 0; index < subject.Entry.Authority.Count; index++)
        {
            AuthorityRule rule = subject.Entry.Authority[index];
            foreach (string operation in subject.Vocabulary.Class(rule.Resource)?.Closure(rule.Operations) ?? [])
            {
                if (!seen.TryAdd((rule.Resource, rule.At, operation), index))
                {
                    subject.Error(
                        DiagnosticCodes.AuthorityOverlap,
                        $"$.authority[{index}].operations",
                        $"`{operation}` of `{rule.Resource}` at {rule.At} is already granted by rule {seen[(rule.Resource, rule.At, operation)] + 1}, directly or because another operation implies it.",
                        "Grant it once; for alternatives use `any` in one `where`.");
                }
            }
        }
    }
}
