using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.OwnerNotReachable;

/// <summary>Nobody can be asked about an entry.</summary>
internal static class OwnerNotReachableRule
{
    public static LintRule Rule { get; } = new("MP2602", "owner-not-reachable", DiagnosticSeverity.Warning, "Nobody can be asked about an entry") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (!IsReachable(entry.Entry.Owner))
        {
            yield return new Remark(
                entry.At("$.owner"), $"`{entry.Entry.Owner}` is no address and no group: nobody can be asked about this entry.", "Write a mail address, an `https://` address or `group:` and its name.");
        }
    }

    private static bool IsReachable(string owner) =>
        (owner.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < owner.Length - 1)
        || (owner.StartsWith("group:", StringComparison.Ordinal) && owner.Length > 6)
        || owner.StartsWith("https://", StringComparison.Ordinal);
}
