using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Downstream;

/// <summary>Operations on one resource class, with the bounds that the home provider set for them and those that were added here.</summary>
/// <param name="DataType">The resource class.</param>
/// <param name="Actions">The operations, sorted.</param>
/// <param name="Identifier">The one object, or null.</param>
/// <param name="Constraints">The bounds, one member an attribute; undefined for none.</param>
internal sealed record LocalDetail(string DataType, ValueArray<string> Actions, string? Identifier, JsonElement Constraints)
{
    /// <summary>The operations as <c>class.operation</c>.</summary>
    public IEnumerable<string> Scopes => Actions.Select(action => $"{DataType}.{action}");

    /// <summary>The detail inside what a request asks for.</summary>
    /// <param name="asked">The request; it may add bounds and narrow those that are there.</param>
    /// <returns>The narrower detail, or null when the request is wider.</returns>
    public LocalDetail? Narrowed(MissionDetail asked) =>
        (Identifier is null || asked.Identifier is null || asked.Identifier == Identifier)
        && ReceivedConstraints.Narrowed(Constraints, asked.Constraints) is { } constraints
            ? this with { Identifier = Identifier ?? asked.Identifier, Constraints = constraints }
            : null;

    /// <summary>The same details with one for each class and bounds.</summary>
    /// <param name="details">The details.</param>
    public static ValueArray<LocalDetail> Joined(IEnumerable<LocalDetail> details) => details
        .GroupBy(detail => (detail.DataType, detail.Identifier, Text: detail.Constraints.ValueKind == JsonValueKind.Undefined ? null : detail.Constraints.GetRawText()))
        .Select(same => same.First() with { Actions = same.SelectMany(detail => detail.Actions).ToSortedSet() })
        .OrderBy(detail => detail.DataType, StringComparer.Ordinal)
        .ToValueArray();

    /// <summary>The details as a token carries them.</summary>
    /// <param name="details">The details.</param>
    /// <param name="missionRef">The Mission's handle.</param>
    /// <param name="resource">The resource server.</param>
    /// <returns>The JSON, or null for none.</returns>
    public static string? Write(ValueArray<LocalDetail> details, string missionRef, string resource) => details.IsEmpty ? null : WireJson.Text(json =>
    {
        json.WriteStartArray();
        foreach (LocalDetail detail in details)
        {
            json.WriteStartObject();
            json.WriteString("type", MissionDetail.Type);
            json.WriteString("mission_ref", missionRef);
            WireJson.Strings(json, "locations", [resource]);
            WireJson.Strings(json, "datatypes", [detail.DataType]);
            WireJson.Strings(json, "actions", detail.Actions);
            WireJson.Optional(json, "identifier", detail.Identifier);
            WireJson.Raw(json, "constraints", detail.Constraints.ValueKind == JsonValueKind.Undefined ? null : detail.Constraints.GetRawText());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
