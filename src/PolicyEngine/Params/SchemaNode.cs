using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>One schema or subschema: every keyword of the compared subset, typed. A keyword that is not there is null or empty.</summary>
/// <remarks>Source: JSON Schema 2020-12 validation and core.</remarks>
public sealed class SchemaNode
{
    internal SchemaNode()
    {
    }

    /// <summary>JSON Pointer to the schema.</summary>
    public required string Path { get; init; }

    /// <summary>False for the schema <c>false</c>, which nothing fits.</summary>
    public bool AllowsAnything { get; init; } = true;

    /// <summary><c>type</c>; <see cref="SchemaTypes.Any"/> when it is not there.</summary>
    public SchemaTypes Types { get; init; } = SchemaTypes.Any;

    /// <summary><c>enum</c>.</summary>
    public ImmutableArray<JsonElement>? Enum { get; init; }

    /// <summary><c>const</c>.</summary>
    public JsonElement? Const { get; init; }

    /// <summary><c>required</c>.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary><c>properties</c>.</summary>
    public FrozenDictionary<string, SchemaNode> Properties { get; init; } = FrozenDictionary<string, SchemaNode>.Empty;

    /// <summary><c>additionalProperties</c>.</summary>
    public SchemaNode? AdditionalProperties { get; init; }

    /// <summary><c>minProperties</c>.</summary>
    public int? MinProperties { get; init; }

    /// <summary><c>maxProperties</c>.</summary>
    public int? MaxProperties { get; init; }

    /// <summary><c>items</c>: the schema of the items after <see cref="PrefixItems"/>.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary><c>prefixItems</c>.</summary>
    public ImmutableArray<SchemaNode> PrefixItems { get; init; } = [];

    /// <summary><c>minItems</c>.</summary>
    public int? MinItems { get; init; }

    /// <summary><c>maxItems</c>.</summary>
    public int? MaxItems { get; init; }

    /// <summary><c>uniqueItems</c>.</summary>
    public bool UniqueItems { get; init; }

    /// <summary><c>contains</c>.</summary>
    public SchemaNode? Contains { get; init; }

    /// <summary><c>minContains</c>; 1 when it is not there.</summary>
    public int MinContains { get; init; } = 1;

    /// <summary><c>maxContains</c>.</summary>
    public int? MaxContains { get; init; }

    /// <summary><c>minLength</c>, in code points.</summary>
    public int? MinLength { get; init; }

    /// <summary><c>maxLength</c>, in code points.</summary>
    public int? MaxLength { get; init; }

    /// <summary><c>pattern</c>.</summary>
    public SchemaPattern? Pattern { get; init; }

    /// <summary><c>format</c>, asserted; one of <see cref="Formats.Names"/>.</summary>
    public string? Format { get; init; }

    /// <summary><c>minimum</c>.</summary>
    public JsonNumber? Minimum { get; init; }

    /// <summary><c>maximum</c>.</summary>
    public JsonNumber? Maximum { get; init; }

    /// <summary><c>exclusiveMinimum</c>.</summary>
    public JsonNumber? ExclusiveMinimum { get; init; }

    /// <summary><c>exclusiveMaximum</c>.</summary>
    public JsonNumber? ExclusiveMaximum { get; init; }

    /// <summary><c>multipleOf</c>.</summary>
    public JsonNumber? MultipleOf { get; init; }

    /// <summary><c>allOf</c>.</summary>
    public ImmutableArray<SchemaNode> AllOf { get; init; } = [];

    /// <summary><c>anyOf</c>.</summary>
    public ImmutableArray<SchemaNode> AnyOf { get; init; } = [];

    /// <summary><c>oneOf</c>.</summary>
    public ImmutableArray<SchemaNode> OneOf { get; init; } = [];

    /// <summary><c>not</c>.</summary>
    public SchemaNode? Not { get; init; }

    /// <summary><c>if</c>.</summary>
    public SchemaNode? If { get; init; }

    /// <summary><c>then</c>.</summary>
    public SchemaNode? Then { get; init; }

    /// <summary><c>else</c>.</summary>
    public SchemaNode? Else { get; init; }

    /// <summary><c>$ref</c>: the schema that it names.</summary>
    public SchemaReference? Reference { get; init; }

    /// <summary><c>$dynamicRef</c>: the schema that it names; an entry is one document, so that there is only one.</summary>
    public SchemaReference? DynamicReference { get; init; }

    /// <summary>The keywords here that no comparison understands, with the schemas that they hold.</summary>
    public FrozenDictionary<string, ImmutableArray<SchemaNode>> Uncompared { get; init; } = FrozenDictionary<string, ImmutableArray<SchemaNode>>.Empty;

    /// <summary>Whether neither this schema nor one that it leads to has a keyword that no comparison understands.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The schema of a member, through <c>$ref</c>; null when <c>properties</c> does not name it.</summary>
    /// <param name="member">The member.</param>
    public SchemaNode? Property(string member)
    {
        SchemaNode at = this;
        while (!at.Properties.ContainsKey(member) && at.Reference is { } reference)
        {
            at = reference.Target;
        }

        return at.Properties.GetValueOrDefault(member);
    }

    internal void MarkIncomplete() => IsWhole = false;
}
