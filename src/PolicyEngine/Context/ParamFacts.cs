using System.Collections.Frozen;
using System.Text.Json;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Context;

/// <summary>Params as typed facts by path, for example <c>window.from</c>.</summary>
/// <remarks>A value that does not have the type that the schema gives the path is absent, so that rules on it refuse.</remarks>
internal sealed record ParamFacts(FrozenDictionary<string, FactValue> Values)
{
    public static ParamFacts Empty { get; } = new(FrozenDictionary<string, FactValue>.Empty);

    public static ParamFacts Read(JsonElement parameters, IReadOnlyDictionary<string, FactKind> kinds)
    {
        Dictionary<string, FactValue> values = new(StringComparer.Ordinal);
        foreach ((string path, FactKind kind) in kinds)
        {
            if (JsonFacts.At(parameters, path) is { } element)
            {
                FactValue value = JsonFacts.Read(element, kind);
                if (!value.IsAbsent)
                {
                    values.Add(path, value);
                }
            }
        }

        return new ParamFacts(values.ToFrozenDictionary(StringComparer.Ordinal));
    }

    public FactValue Get(string path) => Values.TryGetValue(path, out FactValue value) ? value : FactValue.Absent;
}
