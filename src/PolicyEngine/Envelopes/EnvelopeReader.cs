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
        catch (CanonicalFormException broken)
        {
            throw new JsonException("params: " + broken.Message, broken);
        }
    }

    private static MissionEnvelope Envelope(JsonElement json) => new()
    {
        Kind = Text(json, "kind"),
        EntryVersion = Number(json, "entry_version"),
        EntryDigest = Text(json, "entry_digest"),
        Client = Text(json, "client"),
        Application = Optional(json, "application"),
        Subject = Text(json, "subject"),
        Tenant = Text(json, "tenant"),
        Actor = Optional(json, "actor"),
        GoverningParams = CanonicalJson.Serialize(Object(StoredJson.Member(json, "params"))),
        Grants = List(json, "grants", Grant),
        Never = List(json, "never", Prohibition),
        Lifetime = new Lifetime(Instant(json, "start"), Instant(json, "end")),
        Idle = Optional(json, "idle") is null ? null : Duration(json, "idle"),
        PropagationDepth = Number(json, "propagation_depth"),
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
        BoundBy = json.TryGetProperty("bound_by", out _) ? Strings(json, "bound_by") : null,
        NamesServer = json.TryGetProperty("names_server", out JsonElement names) && names.GetBoolean(),
        Position = Position(json),
    };

    private static AttributeBound Bound(JsonElement json) =>
        new(Text(json, "name"), ConditionJson.Read(StoredJson.Member(json, "holds"))) { Position = Position(json) };

    private static EnvelopeProhibition Prohibition(JsonElement json) =>
        new(Text(json, "rule"), Text(json, "resource"), Strings(json, "operations"), Position(json));

    private static EnvelopeAudience Audience(JsonElement json) => new()
    {
        As = Text(json, "as"),
        Resources = Strings(json, "resources"),
        ProjectParams = Strings(json, "project_params"),
        ProjectActor = StoredJson.Word<ActorProjection>(Text(json, "project_actor")),
        AssertionLifetime = Duration(json, "assertion_lifetime"),
        Require = StoredJson.Optional(json, "require") is { } require
            ? new StrengthRequirement(Optional(require, "acr"), Optional(require, "max_age") is null ? null : Duration(require, "max_age"))
            : null,
        Position = Position(json),
    };

    private static SourcePosition Position(JsonElement json) => StoredJson.Optional(json, "position") is { } position
        ? new SourcePosition(Text(position, "file"), Number(position, "line"), Number(position, "column"), Text(position, "path"))
        : SourcePosition.None;

    private static JsonElement Object(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json : throw new JsonException("params is not an object");

    private static int Number(JsonElement json, string name) => StoredJson.Count(StoredJson.Member(json, name));

    private static string Text(JsonElement json, string name) => StoredJson.Text(StoredJson.Member(json, name));

    private static string? Optional(JsonElement json, string name) => StoredJson.Optional(json, name) is { } value ? StoredJson.Text(value) : null;

    private static ValueArray<string> Strings(JsonElement json, string name) => List(json, name, StoredJson.Text);

    private static ValueArray<T> List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        StoredJson.Items(StoredJson.Member(json, name)).Select(read).ToValueArray();

    private static DateTimeOffset Instant(JsonElement json, string name) =>
        FactText.TryInstant(Text(json, name), out DateTimeOffset value) ? value : throw new JsonException(name + " is not an instant");

    private static TimeSpan Duration(JsonElement json, string name) =>
        FactText.TryDuration(Text(json, name), out TimeSpan value) ? value : throw new JsonException(name + " is not a duration");
}
