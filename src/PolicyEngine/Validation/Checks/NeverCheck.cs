using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>What is forbidden is not granted.</summary>
internal static class NeverCheck
{
    public static void Run(CheckedEntry subject)
    {
        for (int index = 0; index < subject.Entry.Never.Count; index++)
        {
            ForbiddenRule rule = subject.Entry.Never[index];
            ValueArray<string> granted = subject.Entry.Authority
                .Where(authority => authority.Resource == rule.Resource)
                .SelectMany(authority => subject.Vocabulary.Class(authority.Resource)?.Closure(authority.Operations) ?? [])
                .ToSortedSet();
            foreach (string operation in rule.Operations.Where(granted.Contains))
            {
                subject.Error(
                    DiagnosticCodes.NeverContradicts,
                    $"$.never[{index}].operations",
                    $"`{operation}` of `{rule.Resource}` is granted by `authority` and forbidden here.",
                    "Drop one of the two.");
            }
        }
    }
}
