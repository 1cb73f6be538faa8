using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Compiles the closed subset of JSON Schema 2020-12 that params are written in.</summary>
public sealed class SubsetSchemaCompiler : ISchemaCompiler
{
    private const int MaxDepth = 48;
    private const int MaxJsonDepth = 256;

    /// <inheritdoc/>
    public SchemaCompilation Compile(JsonElement schema)
    {
        if (JsonInput.Fault(schema, MaxJsonDepth) is { } fault)
        {
            return new SchemaCompilation.Refused([new SchemaDefect(fault.Path, string.Empty, fault.Message)]);
        }

        // The compiled schema keeps enum and const values, and must not die with the caller's document.
        SchemaScope scope = new(schema.Clone());
        SchemaNode root = Node(scope, scope.Root, string.Empty, 0);
        while (scope.TryNextReference(out SchemaReference? reference))
        {
            if (scope.Resolve(reference.Pointer) is { } target)
            {
                reference.Resolve(Node(scope, target, reference.Pointer, 0));
            }
            else
            {
                scope.Add(scope.PathOf(reference), "$ref", $"\"#{reference.Pointer}\" names nothing in this schema");
                reference.Resolve(new SchemaNode { Path = reference.Pointer });
            }
        }

        SchemaCycles.Check(scope);
        return scope.Defects.IsEmpty
            ? new SchemaCompilation.Compiled(new ParamsSchema(root), root)
            : new SchemaCompilation.Refused(scope.Defects);
    }

    internal static SchemaNode Node(SchemaScope scope, JsonElement schema, string path, int depth)
    {
        if (scope.Nodes.TryGetValue(path, out SchemaNode? known))
        {
            return known;
        }

        SchemaNode node = Build(scope, schema, path, depth);
        scope.Nodes[path] = node;
        return node;
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
            scope.Add($"{path}/{SchemaScope.Escape(keyword)}", keyword, $"\"{keyword}\" is not a keyword of this schema language", SchemaKeywords.Suggest(keyword));
        }

        KeywordReader read = new(scope, schema, path, depth);
        SchemaNode? contains = read.Schema("contains");
        _ = read.Schemas("$defs");
        read.CheckDialect();
        read.CheckAnnotations();
        return new SchemaNode
        {
            Path = path,
            Types = read.Types(),
            Enum = read.Enum(),
            Const = read.Value("const"),
            Required = read.Required(),
            Properties = read.Schemas("properties"),
            AdditionalProperties = read.Schema("additionalProperties"),
            MinProperties = read.Count("minProperties"),
            MaxProperties = read.Count("maxProperties"),
            PrefixItems = read.SchemaList("prefixItems"),
            Items = read.Schema("items"),
            MinItems = read.Count("minItems"),
            MaxItems = read.Count("maxItems"),
            UniqueItems = read.Flag("uniqueItems"),
            Contains = contains,
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
            AllOf = read.SchemaList("allOf"),
            AnyOf = read.SchemaList("anyOf"),
            OneOf = read.SchemaList("oneOf"),
            Not = read.Schema("not"),
            If = read.Schema("if"),
            Then = read.Schema("then"),
            Else = read.Schema("else"),
            Reference = read.Reference(),
        };
    }
}
