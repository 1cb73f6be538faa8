using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Grants;

/// <summary>One detail of type <c>mission</c>: the cross product of its lists, within its constraints.</summary>
/// <remarks>A detail with a member that is not known grants nothing: it may be a bound that we would miss. Source: RFC 9396 §2, §9.</remarks>
public sealed record MissionGrant
{
    private static readonly string[] Known = ["type", "mission_ref", "locations", "datatypes", "actions", "identifier", "constraints"];

    private MissionGrant()
    {
    }

    /// <summary>The Mission.</summary>
    public required string MissionRef { get; init; }

    /// <summary>The resource servers.</summary>
    public required ImmutableArray<string> Locations { get; init; }

    /// <summary>The resource classes.</summary>
    public required ImmutableArray<string> Datatypes { get; init; }

    /// <summary>The operations.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>The one object, if only one.</summary>
    public string? Identifier { get; init; }

    /// <summary>The bounds, one member an attribute.</summary>
    public JsonElement? Constraints { get; init; }

    /// <summary>The usable details of a token.</summary>
    internal static ImmutableArray<MissionGrant> All(JsonElement claims) =>
        claims.TryGetProperty("authorization_details", out JsonElement details) && details.ValueKind == JsonValueKind.Array
            ? [.. details.EnumerateArray().Select(Read).OfType<MissionGrant>()]
            : [];

    /// <summary>Whether the detail is about this operation on this class, here.</summary>
    internal bool Covers(ResourceAction action, string audience, string missionRef) =>
        MissionRef == missionRef
        && Locations.Contains(audience, StringComparer.Ordinal)
        && Datatypes.Contains(action.Datatype, StringComparer.Ordinal)
        && Actions.Contains(action.Operation, StringComparer.Ordinal);

    /// <summary>What is outside the bounds of the detail, in words of this library and names of the API; null when nothing is.</summary>
    internal string? Outside(ResourceAction action) =>
        Identifier is not null && Identifier != action.Object ? "the token is for another object"
        : Constraints is not { } bounds ? null
        : bounds.EnumerateObject().Where(bound => !IsWithin(bound, action)).Select(bound => Why(bound.Name, action)).FirstOrDefault();

    // A name that only the token has is not repeated: it may hold anything.
    private static string Why(string attribute, ResourceAction action) =>
        attribute == "id" || action.Attributes.ContainsKey(attribute) ? $"{attribute} is outside the bounds of the token" : "the token has a bound that this request says nothing of";

    private static bool IsWithin(JsonProperty bound, ResourceAction action) =>
        (action.Attributes.GetValueOrDefault(bound.Name) ?? (bound.Name == "id" && action.Object is { } id ? AttributeValue.Of(id) : null)) is { } value
        && Constraint.Holds(bound.Value, value);

    private static MissionGrant? Read(JsonElement detail)
    {
        if (detail.ValueKind != JsonValueKind.Object || detail.Text("type") != "mission"
            || detail.EnumerateObject().Any(member => !Known.Contains(member.Name, StringComparer.Ordinal)))
        {
            return null;
        }

        bool hasIdentifier = detail.TryGetProperty("identifier", out _);
        bool hasConstraints = detail.TryGetProperty("constraints", out _);
        string? identifier = detail.Text("identifier");
        JsonElement? constraints = detail.Object("constraints");
        return detail.Text("mission_ref") is { } mission && List(detail, "locations") is { } locations && List(detail, "datatypes") is { } datatypes
            && List(detail, "actions") is { } actions && hasIdentifier == identifier is not null && hasConstraints == constraints is not null
            ? new MissionGrant
            {
                MissionRef = mission, Locations = locations, Datatypes = datatypes, Actions = actions, Identifier = identifier, Constraints = constraints,
            }
            : null;
    }

    private static ImmutableArray<string>? List(JsonElement detail, string name) =>
        detail.TryGetProperty(name, out JsonElement list) && list.Texts() is { IsEmpty: false } texts ? texts : null;
}
