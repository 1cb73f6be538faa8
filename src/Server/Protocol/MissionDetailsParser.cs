using System.Text.Json;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads <c>authorization_details</c>: objects of type <c>mission</c>, closed.</summary>
/// <remarks>Source: RFC 9396 §2, §5; derivation digest §3.1.</remarks>
internal static class MissionDetailsParser
{
    public const int MaxItems = 20;
    public const int MaxText = 256;
    private const int MaxBytes = 16 * 1024;


    private static readonly string[] Members = ["type", "mission_ref", "operation", "locations", "datatypes", "actions", "identifier", "constraints"];

    private static readonly string[] AskedMembers = ["type", "locations", "datatypes", "actions"];

    private static readonly string[] Operations = ["resume", "approve"];

    /// <summary>Reads the details.</summary>
    /// <param name="json">The parameter.</param>
    /// <param name="use">What it was sent for.</param>
    /// <returns>At least one detail, in order; or <c>invalid_authorization_details</c>.</returns>
    public static Parsed<ValueArray<MissionDetail>> Parse(string json, DetailUse use) => Items(json).Bind(items => Each(items, use));

    /// <summary>Reads the details of an authorization request, which may name a Mission, and may ask for authority.</summary>
    /// <param name="json">The parameter.</param>
    /// <returns>The details; or <c>invalid_authorization_details</c>.</returns>
    public static Parsed<AuthorizationDetails> ParseAuthorization(string json) => Items(json).Bind<AuthorizationDetails>(items =>
    {
        ILookup<bool, JsonElement> asks = items.ToLookup(IsAsked);
        if (asks[true].Select(NotAskable).OfType<string>().FirstOrDefault() is { } problem)
        {
            return Refuse(problem);
        }

        AskedAuthority? asked = asks[true].Any() ? new AskedAuthority(asks[true].Select(Asked).ToValueArray()) : null;
        return Each(asks[false], DetailUse.Authorization).Bind<AuthorizationDetails>(named =>
            asked is not null && named.Any(detail => detail.Operation == "approve")
                ? Refuse("what is approved is what was proposed; ask for authority where the Mission is proposed")
                : new AuthorizationDetails(named, asked));
    });

    private static bool IsAsked(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && !item.TryGetProperty("mission_ref", out _) && !item.TryGetProperty("operation", out _);

    private static string? NotAskable(JsonElement item) =>
        item.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Members.Contains(name, StringComparer.Ordinal)) is { } unknown ? $"unknown member {unknown}"
        : item.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !AskedMembers.Contains(name, StringComparer.Ordinal)) is { } other ? $"{other} belongs to token requests"
        : Text(item, "type") != MissionDetail.Type ? $"type has to be {MissionDetail.Type}"
        : Array.Find(["locations", "datatypes", "actions"], name => !IsList(item, name)) is { } list ? $"{list} has to be an array of texts, not empty"
        : List(item, "locations").Any(location => !AbsoluteUri.Is(location)) ? "locations have to be absolute URIs without a fragment"
        : AskedMembers.All(name => name == "type" || !item.TryGetProperty(name, out _)) ? "mission_ref is needed, or locations, datatypes or actions"
        : null;

    private static AskedItem Asked(JsonElement item) => new()
    {
        Locations = List(item, "locations"), Resources = List(item, "datatypes"), Operations = List(item, "actions"),
    };

    private static Parsed<JsonElement[]> Items(string json)
    {
        if (!StrictJson.TryParse(json, MaxBytes, out JsonElement array) || array.ValueKind != JsonValueKind.Array)
        {
            return Refuse("not a JSON array");
        }

        if (array.GetArrayLength() is 0 or > MaxItems)
        {
            return Refuse($"1 to {MaxItems} objects are expected");
        }

        return array.EnumerateArray().ToArray();
    }

    private static Parsed<ValueArray<MissionDetail>> Each(IEnumerable<JsonElement> items, DetailUse use)
    {
        List<MissionDetail> details = [];
        foreach (JsonElement item in items)
        {
            if (!One(item, use).TryGet(out MissionDetail? detail, out OAuthError? error))
            {
                return error;
            }

            details.Add(detail);
        }

        return details.ToValueArray();
    }

    private static Parsed<MissionDetail> One(JsonElement item, DetailUse use)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return Refuse("not an object");
        }

        if (item.EnumerateObject().FirstOrDefault(member => !Members.Contains(member.Name, StringComparer.Ordinal)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            return Refuse($"unknown member {unknown.Name}");
        }

        if (Text(item, "type") != MissionDetail.Type)
        {
            return Refuse($"type has to be {MissionDetail.Type}");
        }

        if (Text(item, "mission_ref") is not { } missionRef)
        {
            return Refuse("mission_ref is needed");
        }

        bool hasConstraints = item.TryGetProperty("constraints", out JsonElement constraints);
        return Unfit(item, use) is { } problem ? Refuse(problem) : new MissionDetail
        {
            MissionRef = missionRef,
            Operation = Text(item, "operation"),
            Locations = List(item, "locations"),
            DataTypes = List(item, "datatypes"),
            Actions = List(item, "actions"),
            Identifier = Text(item, "identifier"),
            Constraints = hasConstraints ? constraints : default,
        };
    }

    private static string? Unfit(JsonElement item, DetailUse use) =>
        Array.Find(["locations", "datatypes", "actions"], name => !IsList(item, name)) is { } list ? $"{list} has to be an array of texts, not empty"
        : Array.Find(["operation", "identifier"], name => item.TryGetProperty(name, out _) && Text(item, name) is null) is { } text ? $"{text} has to be a text of at most {MaxText} characters"
        : item.TryGetProperty("constraints", out JsonElement constraints) && constraints.ValueKind != JsonValueKind.Object ? "constraints has to be an object"
        : List(item, "locations").Any(location => !AbsoluteUri.Is(location)) ? "locations have to be absolute URIs without a fragment"
        : use == DetailUse.Authorization ? UnfitForAuthorization(item)
        : item.TryGetProperty("operation", out _) ? "operation belongs to authorization requests"
        : use == DetailUse.Token ? UnfitForToken(item)
        : List(item, "locations").Count > 1 ? "one location at a time"
        : null;

    private static string? UnfitForAuthorization(JsonElement item) =>
        !Operations.Contains(Text(item, "operation"), StringComparer.Ordinal) ? "operation has to be resume or approve"
        : Array.Find(["locations", "datatypes", "actions", "identifier", "constraints"], name => item.TryGetProperty(name, out _)) is { } name ? $"{name} belongs to token requests"
        : null;

    private static string? UnfitForToken(JsonElement item) =>
        List(item, "locations").Count != 1 ? "exactly one location is needed"
        : Array.Find(["datatypes", "actions"], name => !item.TryGetProperty(name, out _)) is { } missing ? $"{missing} is needed"
        : null;

    private static bool IsList(JsonElement item, string name) =>
        !item.TryGetProperty(name, out JsonElement list)
        || (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MaxItems && list.EnumerateArray().All(entry => IsText(entry, AbsoluteUri.MaxLength)));

    private static ValueArray<string> List(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(entry => entry.GetString()!).ToSortedSet() : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && IsText(value, MaxText) ? value.GetString() : null;

    private static bool IsText(JsonElement value, int max) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.Length is > 0 && value.GetString()!.Length <= max;

    private static OAuthError Refuse(string problem) =>
        OAuthErrors.InvalidAuthorizationDetails.Because("authorization_details: " + problem);
}
