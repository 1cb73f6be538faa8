using System.Collections.Frozen;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Rules.DisplayTextGoverns;

/// <summary>Words meant for people are used as authority.</summary>
internal static class DisplayTextGovernsRule
{
    public static LintRule Rule { get; } = new("MP2105", "display-text-governs", DiagnosticSeverity.Warning, "Words meant for people are used as authority") { OfEntry = Check };

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["title", "name", "display_name", "displayname", "label", "note", "notes", "description", "summary", "message", "comment", "text", "reason", "memo", "subject_line"],
        StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        foreach (string name in entry.Entry.Params.Governing)
        {
            if (entry.Schema.Property(name) is { Types: SchemaTypes.String, Enum: null, Const: null } node && IsForPeople(entry, name, node))
            {
                yield return new Remark(
                    entry.At(node),
                    $"`{name}` is free text for people, and governs: words can be chosen so that they read harmless.",
                    $"Let an identifier with a `pattern` or an `enum` govern, and list `{name}` under `audit_only`.");
            }
        }
    }

    private static bool IsForPeople(LintEntry entry, string name, SchemaNode node) =>
        Words.Contains(name) || (node is { Pattern: null, Format: null } && node.MaxLength > entry.Limits.IdentifierLength);
}
