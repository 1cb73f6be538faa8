using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Reads JSON Schema 2020-12 into a tree: the compared subset typed, every other keyword checked and noted.</summary>
internal static class SchemaReader
{
    private const int MaxDepth = 48;
    private const int MaxJsonDepth = 256;

    public static SchemaReading Read(JsonElement schema)
    {
        if (JsonInput.Fault(schema, MaxJsonDepth) is { } fault)
        {
            SchemaDefect defect = new(fault.Path, string.Empty, fault.Message);
            return new SchemaReading(schema, new SchemaNode { Path = string.Empty }, [defect], [], FrozenDictionary<string, JsonElement>.Empty, 0);
        }

        // The compiled schema keeps enum and const values, and must not die with the caller's document.
        SchemaScope scope = new(schema.Clone());
        SchemaNode root = Node(scope, scope.Root, string.Empty, 0);
        List<SchemaReference> anchored = [];
        while (scope.TryNextReference(out SchemaReference? reference))
        {
            if (reference.IsAnchor)
            {
                anchored.Add(reference);
            }
            else
            {
                Resolve(scope, reference, scope.Resolve(reference.Pointer), reference.Pointer);
            }
        }

        // Only now every schema was seen, and with it every anchor.
        foreach (SchemaReference reference in anchored)
        {
            string? path = scope.Anchored(reference.Pointer);
            Resolve(scope, reference, path is null ? null : scope.Resolve(path), path ?? string.Empty);
        }

        SchemaSize.Check(scope);
        int height = SchemaCycles.Check(scope);
        if (!scope.Uncompared.IsEmpty)
        {
            SchemaWholeness.Mark(scope.Nodes.Values);
        }

        return new SchemaReading(scope.Root, root, scope.Defects, scope.Uncompared, scope.Targets, height);
    }

    internal static SchemaNode Node(SchemaScope scope, JsonElement schema, string path, int depth)
    {
        if (scope.Nodes.TryGetValue(path, out SchemaNode? known))
        {
            return known;
        }

        SchemaNode node = SchemaSize.IsFull(scope) ? new SchemaNode { Path = path } : Build(scope, schema, path, depth);
        scope.Nodes[path] = node;
        return node;
    }

    private static void Resolve(SchemaScope scope, SchemaReference reference, JsonElement? target, string path)
    {
        if (target is { } schema)
        {
            scope.Found(reference, schema);
            reference.Resolve(Node(scope, schema, path, 0));
            return;
        }

        string at = scope.PathOf(reference);
        scope.Add(at, at[(at.LastIndexOf('/') + 1)..], $"\"#{reference.Pointer}\" names nothing in this schema");
        reference.Resolve(new SchemaNode { Path = reference.Pointer });
    }

    private static SchemaNode Build(SchemaScope scope, JsonElement schema, string path, int depth)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return new SchemaNode { Path = path, AllowsAnything = schema.ValueKind == JsonValueKind.True };
        }

        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth)
        {
            scope.Add(path, string.Empty, depth > MaxDepth ? $"nested deeper than {MaxDepth} schemas" : "a schema is an object or a boolean");
            return new SchemaNode { Path = path };
        }

        foreach (string keyword in SchemaScope.Names(schema).Where(keyword => !SchemaKeywords.IsKnown(keyword)))
        {
            bool isRefused = SchemaKeywords.Refused.TryGetValue(keyword, out string? why);
            scope.Add(
                $"{path}/{SchemaScope.Escape(keyword)}",
                keyword,
                isRefused ? $"\"{keyword}\" is refused: {why}" : $"\"{keyword}\" is not a keyword of this schema language",
                isRefused ? null : SchemaKeywords.Suggest(keyword));
        }

        KeywordReader read = new(scope, schema, path);
        SubschemaReader parts = new(scope, read, path, depth);
        _ = parts.Schemas("$defs");
        read.CheckDialect();
        read.CheckAnnotations();
        FrozenDictionary<string, ImmutableArray<SchemaNode>> uncompared = parts.Uncompared();
        return new SchemaNode
        {
            Path = path,
            Types = read.Types(),
            Enum = read.Enum(),
            Const = read.Value("const"),
            Required = read.Required(),
            Properties = parts.Schemas("properties"),
            AdditionalProperties = parts.Schema("additionalProperties"),
            MinProperties = read.Count("minProperties"),
            MaxProperties = read.Count("maxProperties"),
            PrefixItems = parts.SchemaList("prefixItems"),
            Items = parts.Schema("items"),
            MinItems = read.Count("minItems"),
            MaxItems = read.Count("maxItems"),
            UniqueItems = read.Flag("uniqueItems"),
            Contains = parts.Schema("contains"),
            MinContains = read.Count("minContains") ?? 1,
            MaxContains = read.Count("maxContains"),
            MinLength = read.Count("minLength"),
            MaxLength = read.Count("maxLength"),
            Pattern = read.Pattern(),
            Format = read.Format(),
            Minimum = read.Number("minimum"),
            Maximum = read.Number("maximum"),
            ExclusiveMinimum = read.Number("exclusiveMinimum"),
            ExclusiveMaximum = read.Number("exclusiveMaximum"),
            MultipleOf = read.PositiveNumber("multipleOf"),
            AllOf = parts.SchemaList("allOf"),
            AnyOf = parts.SchemaList("anyOf"),
            OneOf = parts.SchemaList("oneOf"),
            Not = parts.Schema("not"),
            If = parts.Schema("if"),
            Then = parts.Schema("then"),
            Else = parts.Schema("else"),
            Reference = parts.Reference("$ref"),
            DynamicReference = parts.Reference("$dynamicRef"),
            Uncompared = uncompared,
        };
    }
}
