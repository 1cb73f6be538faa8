using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>Objects: the members that are needed, known, and allowed beside them.</summary>
internal sealed class ObjectInclusion(SchemaInclusion inclusion)
{
    private static readonly SchemaNode Anything = new() { Path = string.Empty };

    public SchemaGap Gap(SchemaNode inner, SchemaNode outer, int depth)
    {
        List<(string Name, SchemaGap Gap)> members =
        [
            .. inner.Properties.Keys.Union(outer.Properties.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => (name, Member(Of(inner, name), Of(outer, name), depth))),
        ];
        string other = Enumerable.Range(1, int.MaxValue).Select(index => $"other_{index}").First(name => !inner.Properties.ContainsKey(name) && !outer.Properties.ContainsKey(name));
        members.Add((other, Member(Of(inner, other), Of(outer, other), depth)));
        bool isIncluded = members.All(member => member.Gap == SchemaGap.None) && outer.Required.All(inner.Required.Contains);
        return isIncluded ? SchemaGap.None
            : Guesses(inner, outer, members).FirstOrDefault(json => SchemaWords.Fits(inner, json) && !SchemaWords.Fits(outer, json)) is { } found
                ? new SchemaGap.Found(found)
                : SchemaGap.Unknown;
    }

    private static SchemaNode Of(SchemaNode node, string name) => SchemaSample.Property(node, name) ?? Anything;

    private SchemaGap Member(SchemaNode inner, SchemaNode outer, int depth)
    {
        if (inner == Anything)
        {
            return outer == Anything ? SchemaGap.None
                : SchemaWords.Outsiders.FirstOrDefault(json => !SchemaWords.Fits(outer, json)) is { } outside
                    ? new SchemaGap.Found(outside) : SchemaGap.Unknown;
        }

        return outer == Anything ? SchemaGap.None : inclusion.Gap(inner, outer, depth + 1);
    }

    private static IEnumerable<string> Guesses(SchemaNode inner, SchemaNode outer, List<(string Name, SchemaGap Gap)> members)
    {
        Dictionary<string, string> usual = new(StringComparer.Ordinal);
        foreach (string name in inner.Required.Union(outer.Required, StringComparer.Ordinal))
        {
            if (SchemaSample.First(Of(inner, name)) is { } value)
            {
                usual[name] = value;
            }
        }

        foreach ((string name, SchemaGap gap) in members)
        {
            if (gap is SchemaGap.Found found)
            {
                yield return SchemaSample.Write(new Dictionary<string, string>(usual, StringComparer.Ordinal) { [name] = found.Json });
            }
        }

        foreach (string dropped in outer.Required.Except(inner.Required, StringComparer.Ordinal))
        {
            yield return SchemaSample.Write(usual.Where(member => member.Key != dropped));
        }
    }
}
