using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Analysis.Schemas;
using MissionPolicy.Engine.Analysis.Solving;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>A sign-in with its requested purpose, in the words that catalog cases use for a Mission.</summary>
internal sealed record MissionQuestion
{
    public required string Client { get; init; }

    public string? Application { get; init; }

    public required string Tenant { get; init; }

    public required string Params { get; init; }

    public required string Acr { get; init; }

    public TimeSpan Age { get; init; }

    public string? ActorType { get; init; }

    public bool IsActorVerified { get; init; }

    public TimeSpan? MaxDuration { get; init; }

    public string? Answer { get; init; }

    // All that one of the versions can give, where one gives something on request; null otherwise.
    public AskedAuthority? Asks { get; init; }

    /// <summary>How long ago the client put other questions of this kind to the person.</summary>
    public ImmutableArray<TimeSpan> AskedAgo { get; init; } = [];

    // Whether each version gets everything as it is, also what it does not know.
    public bool IsVerbatim { get; init; }

    public ImmutableArray<(string Name, FactValue Value)> Claims { get; init; } = [];

    /// <summary>The plainest event that both versions may admit, and about which the authors' rules say nothing where there is
    /// one.</summary>
    public static MissionQuestion Plain(Versions versions) => versions.Quiet ?? Of(versions, new Dictionary<FactName, FactValue>());

    /// <summary>The plainest event that both versions may admit, with the values that a search found.</summary>
    public static MissionQuestion Of(Versions versions, IReadOnlyDictionary<FactName, FactValue> model)
    {
        (CatalogEntry before, CatalogEntry after) = (versions.Before.Entry, versions.After.Entry);
        bool needsActor = before.Authentication.VerifiedActor || after.Authentication.VerifiedActor;
        string? application = versions.Domain(FactName.Application, Condition.Always).Values is [var listed, ..] ? listed.AsText : null;
        return new MissionQuestion
        {
            Client = Text(model, FactName.Client) ?? Versions.Shared(before.Allowed.Clients, after.Allowed.Clients)[0],
            Application = Text(model, FactName.Application) ?? application,
            Tenant = Text(model, FactName.Tenant) ?? Versions.Shared(before.Allowed.Tenants, after.Allowed.Tenants)[0],
            Params = ParamsJson.Of(versions, model),
            Acr = Text(model, FactName.Acr) ?? Strongest(versions.Before.Vocabulary, versions.After.Vocabulary),
            ActorType = Text(model, FactName.ActorType) ?? (needsActor && !model.ContainsKey(FactName.ActorType) ? "agent" : null),
            IsActorVerified = model.TryGetValue(FactName.ActorVerified, out FactValue verified) ? verified == FactValue.Flag(true) : needsActor,
            MaxDuration = model.TryGetValue(FactName.RequestedLifetime, out FactValue lifetime) ? new TimeSpan((long)lifetime.AsNumber) : null,
            Asks = AsksOf(versions),
            Claims = [.. model.Where(fact => fact.Key.Scope == FactScope.Subject && !fact.Value.IsAbsent).OrderBy(fact => fact.Key).Select(fact => (fact.Key.Path, fact.Value))],
        };
    }

    /// <summary>The question as one version reads it: without params that it does not know,
    /// and, when the versions share nobody, from somebody whom it admits.</summary>
    public string JsonFor(CompiledPurpose? purpose) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        AllowedParties? allowed = IsVerbatim ? null : purpose?.Entry.Allowed;
        writer.WriteString("client", Party(Client, allowed?.Clients));
        JsonText.Optional(writer, "application", Party(Application, allowed?.Applications));
        writer.WriteString("tenant", Party(Tenant, allowed?.Tenants));
        writer.WritePropertyName("params");
        writer.WriteRawValue(purpose is null || IsVerbatim ? Params : Known(purpose.SchemaOutline, Params));
        writer.WriteString("acr", Acr);
        JsonText.Optional(writer, "auth_age", Age == TimeSpan.Zero ? null : FactText.Duration(Age.Ticks));
        JsonText.Optional(writer, "answer", Answer);
        if (!AskedAgo.IsEmpty)
        {
            JsonText.Strings(writer, "asked", AskedAgo.Select(age => FactText.Duration(age.Ticks)));
        }

        WriteActor(writer);
        WriteClaims(writer);
        CaseAsks.Write(writer, purpose is null ? Asks : Given(Asks, purpose));
        if (MaxDuration is { } longest)
        {
            writer.WriteStartObject("constraints");
            writer.WriteString("max_duration", FactText.Duration(longest.Ticks));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    private static AskedAuthority? AsksOf(Versions versions) => new[] { versions.Before, versions.After }
        .All(version => version.Entry.Authority.All(rule => rule.Grant == GrantTime.AtStart)) ? null : AskedAuthority.Of(
            [.. Wishes(Ceiling(versions.Before)).Concat(Wishes(Ceiling(versions.After))).Distinct()]);

    private static AskedAuthority? Given(AskedAuthority? asks, CompiledPurpose purpose) =>
        asks is null ? null : AskedAuthority.Of(Wishes(asks).Intersect(Wishes(Ceiling(purpose))));

    private static AskedAuthority Ceiling(CompiledPurpose purpose) => AskedAuthority.Ceiling(purpose.Entry, purpose.Vocabulary);

    private static IEnumerable<(string At, string Resource, string Operation)> Wishes(AskedAuthority asked) =>
        asked.Items.SelectMany(item =>
        item.Operations.Select(operation => (item.Locations[0], item.Resources[0], operation)));

    private static string? Text(IReadOnlyDictionary<FactName, FactValue> model, FactName fact) =>
        model.TryGetValue(fact, out FactValue value) && !value.IsAbsent ? value.AsText : null;

    private static string Strongest(CatalogVocabulary before, CatalogVocabulary after) =>
        after.Levels.LastOrDefault(level => before.Rank(level.Name) >= 0)?.Name ?? (after.Levels.Count > 0 ? after.Levels[^1].Name : "none");

    private static string? Party(string? asked, ValueArray<string>? allowed) =>
        allowed is { IsEmpty: false } known && (asked is null || !known.Contains(asked)) ? known[0] : asked;

    private static string Known(SchemaNode root, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Known(root, document.RootElement);
    }

    private static string Known(SchemaNode? schema, JsonElement value)
    {
        SchemaNode? node = schema is { Reference: { } reference, Properties.Count: 0 } ? reference.Target : schema;
        return value.ValueKind != JsonValueKind.Object || node is null
            ? value.GetRawText()
            : SchemaSample.Write(value.EnumerateObject()
                .Where(member => node.AdditionalProperties is not { AllowsAnything: false } || node.Properties.ContainsKey(member.Name))
                .Select(member => KeyValuePair.Create(member.Name, Known(node.Properties.GetValueOrDefault(member.Name), member.Value))));
    }

    private void WriteActor(Utf8JsonWriter writer)
    {
        if (ActorType is null)
        {
            return;
        }

        writer.WriteStartObject("actor");
        writer.WriteString("type", ActorType);
        writer.WriteString("id", "actor_1");
        writer.WriteBoolean("verified", IsActorVerified);
        writer.WriteEndObject();
    }

    private void WriteClaims(Utf8JsonWriter writer)
    {
        if (Claims.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("claims");
        foreach ((string name, FactValue value) in Claims)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(ParamSpace.Json(value, FactDomain.Of(value.Kind)));
        }

        writer.WriteEndObject();
    }
}
