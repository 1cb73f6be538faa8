using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The member <c>constraints</c> of an authorization detail of type <c>mission</c>: bounds on attributes that a resource server can judge
/// without this engine.</summary>
/// <remarks>One member an attribute. A text, number or boolean: exactly that. An array of texts: one of these, or, for an attribute that is a set,
/// none but these. <c>{"prefix"}</c>: a text that begins so. <c>{"from","to","after","until"}</c>: an instant, of which <c>from</c> and
/// <c>until</c> are inside. <c>{"min","max","over","under"}</c>: a number or an ISO 8601 duration, of which <c>min</c> and <c>max</c> are inside.
/// <c>{"condition"}</c>: a condition tree as stored in envelopes; it is written where no other shape says the same, and never read.
/// Source: RFC 9396 §2; derivation digest §3.1.</remarks>
public static class TokenConstraints
{
    /// <summary>Reads what a client asks for.</summary>
    /// <param name="constraints">The member; undefined when the detail has none.</param>
    /// <param name="dataTypes">The resource classes of the detail.</param>
    /// <param name="vocabulary">The vocabulary that types the attributes.</param>
    /// <returns>The comparisons, or which member cannot be read: an attribute that none of the classes has, a wrong type, a member that has no meaning.</returns>
    public static TokenConstraintsReading Read(JsonElement constraints, ValueArray<string> dataTypes, CatalogVocabulary vocabulary)
    {
        if (constraints.ValueKind == JsonValueKind.Undefined)
        {
            return new TokenConstraintsReading.Conditions([]);
        }

        if (constraints.ValueKind != JsonValueKind.Object)
        {
            return new TokenConstraintsReading.Refused("constraints: not an object");
        }

        if (!HasCanonicalForm(constraints))
        {
            return new TokenConstraintsReading.Refused("constraints: a name stands twice, or a text or number is outside I-JSON");
        }

        ImmutableArray<Condition>.Builder read = ImmutableArray.CreateBuilder<Condition>();
        foreach (JsonProperty member in constraints.EnumerateObject())
        {
            string? wrong = Kind(member.Name, dataTypes, vocabulary, out FactKind kind) ?? ConstraintReader.Read(member.Value, FactName.Attribute(member.Name), kind, read);
            if (wrong is not null)
            {
                return new TokenConstraintsReading.Refused($"constraints.{member.Name}{wrong}");
            }
        }

        return new TokenConstraintsReading.Conditions(read.ToImmutable());
    }

    /// <summary>Writes the bounds of a token as an object, one member an attribute; together they say exactly what the bounds say.</summary>
    /// <param name="writer">Stands where a value is expected.</param>
    /// <param name="where">The granted bounds.</param>
    public static void Write(Utf8JsonWriter writer, ValueArray<AttributeBound> where)
    {
        writer.WriteStartObject();
        foreach (MergedBound bound in MergedBound.Of(where))
        {
            writer.WritePropertyName(bound.Name);
            ConstraintWriter.Write(writer, bound);
        }

        writer.WriteEndObject();
    }

    private static string? Kind(string attribute, ValueArray<string> dataTypes, CatalogVocabulary vocabulary, out FactKind kind)
    {
        FactKind[] kinds =
        [
            .. dataTypes.Select(vocabulary.Class).OfType<ResourceClass>()
                .Select(resource => attribute == "id" ? FactKind.Text : resource.Attribute(attribute)?.Kind)
                .OfType<FactKind>()
                .Distinct(),
        ];
        kind = kinds.Length == 1 ? kinds[0] : default;
        return kinds.Length switch
        {
            0 => ": no attribute of the datatypes",
            1 => null,
            _ => ": the datatypes give it different types; ask for them one by one",
        };
    }

    private static bool HasCanonicalForm(JsonElement json)
    {
        try
        {
            _ = CanonicalJson.Serialize(json);
            return true;
        }
        catch (CanonicalFormException)
        {
            return false;
        }
    }
}
