using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>One run over a value. With a list it collects every error; without one it stops at the first.</summary>
internal readonly struct SchemaValidation(ImmutableArray<SchemaError>.Builder? errors, StepBudget budget)
{
    public bool IsCollecting => errors is not null;

    /// <summary>Whether a value fits a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="at">Where the value stands (JSON Pointer).</param>
    public bool Check(SchemaNode schema, JsonElement value, string at)
    {
        if (!budget.Take())
        {
            return false;
        }

        if (!schema.AllowsAnything)
        {
            return Fail(schema, at, "false", "nothing is allowed here");
        }

        bool fits = GeneralKeywords.Check(this, schema, value, at);
        if (fits || IsCollecting)
        {
            fits &= value.ValueKind switch
            {
                JsonValueKind.Object => ObjectKeywords.Check(this, schema, value, at),
                JsonValueKind.Array => ArrayKeywords.Check(this, schema, value, at),
                JsonValueKind.String => StringKeywords.Check(this, schema, value, at),
                JsonValueKind.Number => NumberKeywords.Check(this, schema, value, at),
                _ => true,
            };
        }

        return (fits || IsCollecting) && CombiningKeywords.Check(this, schema, value, at) && fits;
    }

    /// <summary>Whether a value fits, without collecting: for branches that may fail.</summary>
    public bool Fits(SchemaNode schema, JsonElement value) => new SchemaValidation(null, budget).Check(schema, value, string.Empty);

    /// <summary>Notes an error; always false.</summary>
    public bool Fail(SchemaNode schema, string at, string keyword, string message)
    {
        errors?.Add(new SchemaError(at, keyword == "false" ? schema.Path : $"{schema.Path}/{keyword}", keyword, message));
        return false;
    }

    /// <summary>The pointer of a member; only built when errors are collected.</summary>
    public string Member(string at, string member) => IsCollecting ? $"{at}/{SchemaScope.Escape(member)}" : at;

    /// <summary>The pointer of an item; only built when errors are collected.</summary>
    public string Item(string at, int index) => IsCollecting ? $"{at}/{index}" : at;
}
