using System.Text.Json;
using MissionPolicy.Engine.Analysis.Schemas;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>The params of a witness: the values that matter, and a plain one for everything else that a version needs.</summary>
internal static class ParamsJson
{
    public static string Of(Versions versions, IReadOnlyDictionary<FactName, FactValue> model) =>
        Object(versions, model, versions.Before.SchemaOutline, versions.After.SchemaOutline, string.Empty);

    /// <summary>The same params with one member more, when it is not there yet.</summary>
    public static string With(Versions versions, string json, string name)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Dictionary<string, string> members = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText(), StringComparer.Ordinal);
        if (Sample(versions.Before.SchemaOutline.Property(name), versions.After.SchemaOutline.Property(name)) is { } value)
        {
            members.TryAdd(name, value);
        }

        return SchemaSample.Write(members);
    }

    /// <summary>The same params with another value at a path, once for each value that both versions accept.</summary>
    public static IEnumerable<string> Others(Versions versions, string json, string path)
    {
        string name = path.Split('.')[0];
        using JsonDocument document = JsonDocument.Parse(json);
        Dictionary<string, string> members = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText(), StringComparer.Ordinal);
        SchemaNode? node = versions.After.SchemaOutline.Property(name) ?? versions.Before.SchemaOutline.Property(name);
        foreach (string value in node is null ? [] : SchemaSample.Of(Follow(node), 4))
        {
            yield return SchemaSample.Write(new Dictionary<string, string>(members, StringComparer.Ordinal) { [name] = value });
        }

        yield return SchemaSample.Write(members.Where(member => member.Key != name));
    }

    private static string Object(Versions versions, IReadOnlyDictionary<FactName, FactValue> model, SchemaNode? before, SchemaNode? after, string prefix)
    {
        SchemaNode[] nodes = [.. new[] { after, before }.OfType<SchemaNode>().Select(Follow)];
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        foreach (string name in nodes.SelectMany(node => node.Properties.Keys.Concat(node.Required)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            bool isNeeded = nodes.Any(node => node.Required.Contains(name));
            if (Member(versions, model, before?.Property(name), after?.Property(name), prefix + name, isNeeded) is { } json)
            {
                members[name] = json;
            }
        }

        return SchemaSample.Write(members);
    }

    private static string? Member(
        Versions versions, IReadOnlyDictionary<FactName, FactValue> model, SchemaNode? before, SchemaNode? after, string path, bool isNeeded)
    {
        if (model.TryGetValue(FactName.Param(path), out FactValue value))
        {
            return !value.IsAbsent ? ParamSpace.Json(value, versions.Params.Domain(path)) : isNeeded ? versions.Params.UnreadableJson(path) : null;
        }

        bool isSet = model.Any(fact => fact.Key.Scope == FactScope.Params && !fact.Value.IsAbsent && fact.Key.Path.StartsWith(path + ".", StringComparison.Ordinal));
        return isSet ? Object(versions, model, before, after, path + ".") : isNeeded ? Sample(before, after) : null;
    }

    private static string? Sample(SchemaNode? before, SchemaNode? after) => (before, after) switch
    {
        ({ } old, { } current) => SchemaSample.Of(current, 16).FirstOrDefault(json => SchemaWords.Fits(old, json)) ?? SchemaSample.Of(old, 16).FirstOrDefault(json => SchemaWords.Fits(current, json)),
        (null, null) => "null",
        _ => SchemaSample.First((before ?? after)!),
    };

    private static SchemaNode Follow(SchemaNode node)
    {
        while (node is { Reference: { } reference, Types: SchemaTypes.Any, Properties.Count: 0 })
        {
            node = reference.Target;
        }

        return node;
    }
}
