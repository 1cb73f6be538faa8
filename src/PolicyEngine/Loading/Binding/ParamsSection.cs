using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>params</c>; the schema is compiled here because every condition is typed by it.</summary>
internal sealed record ParamsSection(ParamsRule Rule, FrozenDictionary<string, FactKind> Kinds, SchemaNode? Schema)
{
    private const string NoSchema = """{"type":"object"}""";

    public static ParamsSection Bind(MapReader entry)
    {
        if (entry.Map("params") is not { } map)
        {
            return new ParamsSection(new ParamsRule { SchemaJson = NoSchema }, FrozenDictionary<string, FactKind>.Empty, null);
        }

        MapReader read = new(entry.Scope, map, "schema", "governing", "audit_only");
        YamlMap? schema = read.Map("schema");
        string json = schema is null ? NoSchema : YamlToJson.Convert(entry.Scope, schema, datesAreText: true);
        SchemaCompilation.Compiled? compiled = schema is null ? null : Compile(entry.Scope, schema, json);
        SchemaNode? node = compiled?.Outline;
        FrozenDictionary<string, FactKind> kinds = node is null ? FrozenDictionary<string, FactKind>.Empty : ParamKinds.Of(node);
        ParamsRule rule = new()
        {
            SchemaJson = json,
            Governing = read.Set("governing", required: false),
            AuditOnly = read.Set("audit_only", required: false),
            Compiled = new CompiledParams(json, compiled),
        };
        if (compiled is { Root: null })
        {
            CheckKinds(entry.Scope, read.Optional("governing") as YamlList, compiled.Outline, kinds);
        }

        return new ParamsSection(rule, kinds, node);
    }

    // Where catalogs cannot be compared by the schema, at least what every governing param is has to be plain.
    private static void CheckKinds(BindingScope scope, YamlList? governing, SchemaNode outline, FrozenDictionary<string, FactKind> kinds)
    {
        foreach (YamlScalar item in (governing?.Items ?? []).OfType<YamlScalar>())
        {
            bool hasKind = kinds.Keys.Any(path => path == item.Text || path.StartsWith(item.Text + ".", StringComparison.Ordinal));
            if (!hasKind && outline.Property(item.Text) is not null)
            {
                scope.Error(
                    DiagnosticCodes.ParamKind,
                    item.Position,
                    $"`{item.Text}` governs, and its kind cannot be read from this schema.",
                    "Give it a `type` under `properties`, for a list also to its `items`, or list it under `audit_only`.");
            }
        }
    }

    private static SchemaCompilation.Compiled? Compile(BindingScope scope, YamlMap schema, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new JsonSchemaCompiler().Compile(document.RootElement.Clone()).Match(
            compiled =>
            {
                if (compiled.Outline.Types != SchemaTypes.Object)
                {
                    scope.Error(DiagnosticCodes.ParamsSchema, schema.Position, "The params of a purpose are an object.", "Write `type: object`.");
                }

                return compiled;
            },
            refused =>
            {
                foreach (SchemaDefect defect in refused.Defects)
                {
                    scope.Error(DiagnosticCodes.ParamsSchema, At(schema, defect.SchemaPath), Sentence(defect.Message), "See docs/catalog-format.md for the keywords of the params schema.", defect.Suggestion);
                }

                return (SchemaCompilation.Compiled?)null;
            });
    }

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..] + ".";

    // Where a JSON Pointer into the schema stands in the file.
    private static SourcePosition At(YamlNode node, string pointer)
    {
        SourcePosition at = node.Position;
        foreach (string raw in pointer.Split('/').Skip(1))
        {
            string step = raw.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (node is YamlMap map && map.Members.FirstOrDefault(member => member.Key == step) is { } found)
            {
                at = found.KeyPosition with { Path = found.Value.Position.Path };
                node = found.Value;
            }
            else if (node is YamlList list && int.TryParse(step, out int index) && index < list.Items.Length)
            {
                node = list.Items[index];
                at = node.Position;
            }
        }

        return at;
    }
}
