using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>An operation of a class at a server stands in one rule only, so that an
/// action has one set of bounds whatever the order of rules.</summary>
internal static class AuthorityOverlapCheck
{
    public static void Run(CheckedEntry subject)
    {
        Dictionary<(string Resource, string At, string Operation), int> seen = [];
        foreach (int index in Enumerable.Range(0, subject.Entry.Authority.Count).OrderBy(index => subject.Entry.Authority[index].Grant))
        {
            AuthorityRule rule = subject.Entry.Authority[index];
            foreach (string operation in AuthorityShare.Of(subject.Entry, rule, subject.Vocabulary))
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
