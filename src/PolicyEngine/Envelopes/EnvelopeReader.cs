using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Reads stored envelopes. What is missing or has another shape is an exception: a stored envelope is never half understood.</summary>
internal static class EnvelopeReader
{
    public static MissionEnvelope Read(JsonElement json)
    {
        try
        {
            return Envelope(json);
        }
        catch (Exception broken) when (broken is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException("The JSON is not an envelope: " + broken.Message, broken);
        }
    }

    private static MissionEnvelope Envelope(JsonElement json) => new()
    {
        Kind = Text(json, "kind"),
        EntryVersion = json.GetProperty("entry_version").GetInt32(),
        EntryDigest = Text(json, "entry_digest"),
        Client = Text(json, "client"),
        Application = Optional(json, "application"),
        Subject = Text(json, "subject"),
        Tenant = Text(json, "tenant"),
        Actor = Optional(json, "actor"),
        GoverningParams = CanonicalJson.Serialize(Object(json.GetProperty("params"))),
        Grants = List(json, "grants", Grant),
        Never = List(json, "never", Prohibition),
        Lifetime = new Lifetime(Instant(json, "start"), Instant(json, "end")),
        Idle = Optional(json, "idle") is null ? null : Duration(json, "idle"),
        PropagationDepth = json.GetProperty("propagation_depth").GetInt32(),
        Audiences = List(json, "audiences", Audience),
    };

    private static EnvelopeGrant Grant(JsonElement json) => new()
    {
        RuleId = Text(json, "rule"),
        Resource = Text(json, "resource"),
        At = Text(json, "at"),
        Operations = Strings(json, "operations"),
        Stronger = Strings(json, "stronger"),
        Where = List(json, "where", Bound),
        NamesServer = json.TryGetProperty("names_server", out JsonElement names) && names.GetBoolean(),
        Position = Position(json),
    };

    private static AttributeBound Bound(JsonElement json) =>
        new(Text(json, "name"), ConditionJson.Read(json.GetProperty("holds"))) { Position = Position(json) };

    private static EnvelopeProhibition Prohibition(JsonElement json) =>
        new(Text(json, "rule"), Text(json, "resource"), Strings(json, "operations"), Position(json));

    private static EnvelopeAudience Audience(JsonElement json) => new()
    {
        As = Text(json, "as"),
        Resources = Strings(json, "resources"),
        ProjectParams = Strings(json, "project_params"),
        ProjectActor = Enum.Parse<ActorProjection>(Text(json, "project_actor")),
        AssertionLifetime = Duration(json, "assertion_lifetime"),
        Require = json.TryGetProperty("require", out JsonElement require)
            ? new StrengthRequirement(Optional(require, "acr"), Optional(require, "max_age") is null ? null : Duration(require, "max_age"))
            : null,
        Position = Position(json),
    };

    private static SourcePosition Position(JsonElement json) => json.TryGetProperty("position", out JsonElement position)
        ? new SourcePosition(Text(position, "file"), position.GetProperty("line").GetInt32(), position.GetProperty("column").GetInt32(), Text(position, "path"))
        : SourcePosition.None;

    private static JsonElement Object(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("params is not an object");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException(name + " is null");

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static ValueArray<string> Strings(JsonElement json, string name) => List(json, name, item => item.GetString() ?? string.Empty);

    private static ValueArray<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.GetProperty(name).EnumerateArray().Select(read).ToValueArray();

    private static DateTimeOffset Instant(JsonElement json, string name) =>
        FactText.TryInstant(Text(json, name), out DateTimeOffset value) ? value : throw new FormatException(name + " is not an instant");

    private static TimeSpan Duration(JsonElement json, string name) =>
        FactText.TryDuration(Text(json, name), out TimeSpan value) ? value : throw new FormatException(name + " is not a duration");
}
