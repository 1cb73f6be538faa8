using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>A schema as <see cref="SchemaReader"/> understood it.</summary>
/// <param name="Schema">The document; it lives as long as the reading.</param>
/// <param name="Root">The tree. Keywords outside the compared subset are noted in it and not typed.</param>
/// <param name="Defects">Every defect, ordered by schema path.</param>
/// <param name="Uncompared">The places outside the compared subset, ordered by schema path.</param>
/// <param name="Targets">What each text of a <c>$ref</c> or <c>$dynamicRef</c> names.</param>
/// <param name="Height">How many schemas judge one value at most, one inside the other.</param>
internal sealed record SchemaReading(
    JsonElement Schema,
    SchemaNode Root,
    ImmutableArray<SchemaDefect> Defects,
    ImmutableArray<SchemaDefect> Uncompared,
    FrozenDictionary<string, JsonElement> Targets,
    int Height);
