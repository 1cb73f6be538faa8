using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>Every param of the schema is exactly one of governing and audit-only, and nothing else is listed.</summary>
internal static class ParamRoleCheck
{
    public static void Run(CheckedEntry subject)
    {
        if (subject.IsBroken("$.params") || subject.IsBroken("$.params.schema"))
        {
            return;
        }

        ParamsRule rule = subject.Entry.Params;
        ValueArray<string> known = Members(rule.SchemaJson);
        foreach (string name in known)
        {
            bool governs = rule.Governing.Contains(name);
            if (governs == rule.AuditOnly.Contains(name))
            {
                subject.Error(
                    DiagnosticCodes.ParamRole,
                    $"$.params.schema.properties.{name}",
                    governs ? $"`{name}` is governing and audit-only at once." : $"`{name}` is neither governing nor audit-only.",
                    "List it once, under `governing` or under `audit_only`.");
            }
        }

        Unknown(subject, "governing", rule.Governing, known);
        Unknown(subject, "audit_only", rule.AuditOnly, known);
    }

    private static void Unknown(CheckedEntry subject, string list, ValueArray<string> names, ValueArray<string> known)
    {
        foreach (string name in names.Where(name => !known.Contains(name)))
        {
            subject.Error(
                DiagnosticCodes.ParamRole, $"$.params.{list}", $"`{name}` is not a param of the schema.", "Add it to the schema, or drop it here.", Suggestion.For(name, known));
        }
    }

    private static ValueArray<string> Members(string schemaJson)
    {
        using JsonDocument schema = JsonDocument.Parse(schemaJson);
        return schema.RootElement.ValueKind == JsonValueKind.Object
            && schema.RootElement.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(member => member.Name).ToSortedSet()
            : [];
    }
}
