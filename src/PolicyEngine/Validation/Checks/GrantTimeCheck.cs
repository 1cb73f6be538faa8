using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Envelopes;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>A Mission starts with something, and what may begin before a review ends is part of what it starts with.</summary>
internal static class GrantTimeCheck
{
    private const string Provisional = "$.approval.review.provisional";

    public static void Run(CheckedEntry subject)
    {
        CatalogEntry entry = subject.Entry;
        if (!entry.Authority.IsEmpty && entry.Authority.All(rule => rule.Grant == GrantTime.OnRequest))
        {
            subject.Error(
                DiagnosticCodes.NothingAtStart,
                "$.authority[0].grant",
                "Every item is granted on request, so that a Mission starts with nothing.",
                "Leave `grant` out where every Mission of the purpose needs it.");
        }

        if (entry.Approval.Review?.Provisional is { } provisional && IsOnRequest(subject, provisional) && !subject.IsBroken(Provisional))
        {
            subject.Error(
                DiagnosticCodes.ProvisionalWider,
                Provisional + ".operations",
                "Every operation of it is granted on request, so that nothing begins before the decision.",
                "Name operations that a Mission has from its start, or leave `provisional` out.");
        }
    }

    private static bool IsOnRequest(CheckedEntry subject, ProvisionalRule provisional)
    {
        AuthorityRule[] named = [.. subject.Entry.Authority.Where(rule => provisional.Resources.Contains(rule.Resource)
            && AuthorityShare.Of(subject.Entry, rule, subject.Vocabulary).Any(provisional.Operations.Contains))];
        return named.Length > 0 && named.All(rule => rule.Grant == GrantTime.OnRequest);
    }
}
