using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary><c>prefixItems</c>, <c>items</c>, <c>minItems</c>, <c>maxItems</c>, <c>uniqueItems</c>, <c>contains</c> with its counts.</summary>
internal static class ArrayKeywords
{
    public static bool Check(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        bool fits = true;
        int count = value.GetArrayLength();
        if (count < schema.MinItems)
        {
            fits = run.Fail(schema, at, "minItems", $"at least {schema.MinItems} items are needed");
        }

        if (count > schema.MaxItems)
        {
            fits = run.Fail(schema, at, "maxItems", $"at most {schema.MaxItems} items are allowed");
        }

        if (schema.UniqueItems && count > 1 && !AreUnique(value))
        {
            fits = run.Fail(schema, at, "uniqueItems", "an item stands twice");
        }

        if (schema.Contains is { } contains)
        {
            fits &= Contains(run, schema, contains, value, at);
        }

        return (fits || run.IsCollecting) && Items(run, schema, value, at) && fits;
    }

    private static bool AreUnique(JsonElement value)
    {
        HashSet<JsonElement> seen = new(JsonValueComparer.Instance);
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (!seen.Add(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(SchemaValidation run, SchemaNode schema, SchemaNode contains, JsonElement value, string at)
    {
        int found = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            found += run.Fits(contains, item) ? 1 : 0;
        }

        if (found < schema.MinContains)
        {
            return run.Fail(schema, at, schema.MinContains == 1 ? "contains" : "minContains", $"at least {schema.MinContains} fitting items are needed");
        }

        return !(found > schema.MaxContains) || !contains.IsWhole
            || run.Fail(schema, at, "maxContains", $"at most {schema.MaxContains} fitting items are allowed");
    }

    private static bool Items(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        if (schema.PrefixItems.IsEmpty && schema.Items is null)
        {
            return true;
        }

        bool fits = true;
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            SchemaNode? itemSchema = index < schema.PrefixItems.Length ? schema.PrefixItems[index] : schema.Items;
            fits &= itemSchema is null || run.Check(itemSchema, item, run.Item(at, index));
            index++;
            if (!fits && !run.IsCollecting)
            {
                return false;
            }
        }

        return fits;
    }
}
