using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Envelopes as canonical JSON and back: what a Mission stores, and what its digest is made of.</summary>
public static class EnvelopeJson
{
    /// <summary>The canonical JSON of an envelope (RFC 8785).</summary>
    /// <param name="envelope">The envelope.</param>
    public static string Write(MissionEnvelope envelope) => JsonText.Canonical(writer => Write(writer, envelope));

    /// <summary>The digest of an envelope (<c>sha-256:…</c>).</summary>
    /// <param name="envelope">The envelope.</param>
    public static string DigestOf(MissionEnvelope envelope) => Digest.Of(Write(envelope));

    /// <summary>Reads what <see cref="Write(MissionEnvelope)"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="JsonException">The JSON is not an envelope.</exception>
    public static MissionEnvelope Read(JsonElement json) => EnvelopeReader.Read(json);

    private static void Write(Utf8JsonWriter writer, MissionEnvelope envelope)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", envelope.Kind);
        writer.WriteNumber("entry_version", envelope.EntryVersion);
        writer.WriteString("entry_digest", envelope.EntryDigest);
        writer.WriteString("client", envelope.Client);
        JsonText.Optional(writer, "application", envelope.Application);
        writer.WriteString("subject", envelope.Subject);
        writer.WriteString("tenant", envelope.Tenant);
        JsonText.Optional(writer, "actor", envelope.Actor);
        writer.WritePropertyName("params");
        writer.WriteRawValue(envelope.GoverningParams);
        JsonText.List(writer, "grants", envelope.Grants, WriteGrant);
        JsonText.List(writer, "never", envelope.Never, WriteProhibition);
        writer.WriteString("start", FactText.Instant(envelope.Lifetime.Start));
        writer.WriteString("end", FactText.Instant(envelope.Lifetime.End));
        JsonText.Optional(writer, "idle", envelope.Idle is { } idle ? FactText.Duration(idle.Ticks) : null);
        writer.WriteNumber("propagation_depth", envelope.PropagationDepth);
        JsonText.List(writer, "audiences", envelope.Audiences, WriteAudience);
        writer.WriteEndObject();
    }

    private static void WriteGrant(Utf8JsonWriter writer, EnvelopeGrant grant)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", grant.RuleId);
        writer.WriteString("resource", grant.Resource);
        writer.WriteString("at", grant.At);
        JsonText.Strings(writer, "operations", grant.Operations);
        JsonText.Strings(writer, "stronger", grant.Stronger);
        JsonText.List(writer, "where", grant.Where, WriteBound);
        if (grant.BoundBy is { } sources)
        {
            JsonText.Strings(writer, "bound_by", sources);
        }

        if (grant.NamesServer)
        {
            writer.WriteBoolean("names_server", true);
        }

        JsonText.Position(writer, grant.Position);
        writer.WriteEndObject();
    }

    private static void WriteBound(Utf8JsonWriter writer, AttributeBound bound)
    {
        writer.WriteStartObject();
        writer.WriteString("name", bound.Name);
        writer.WritePropertyName("holds");
        ConditionJson.Write(writer, bound.Holds);
        JsonText.Position(writer, bound.Position);
        writer.WriteEndObject();
    }

    private static void WriteProhibition(Utf8JsonWriter writer, EnvelopeProhibition rule)
    {
        writer.WriteStartObject();
        writer.WriteString("rule", rule.RuleId);
        writer.WriteString("resource", rule.Resource);
        JsonText.Strings(writer, "operations", rule.Operations);
        JsonText.Position(writer, rule.Position);
        writer.WriteEndObject();
    }

    private static void WriteAudience(Utf8JsonWriter writer, EnvelopeAudience audience)
    {
        writer.WriteStartObject();
        writer.WriteString("as", audience.As);
        JsonText.Strings(writer, "resources", audience.Resources);
        JsonText.Strings(writer, "project_params", audience.ProjectParams);
        writer.WriteString("project_actor", audience.ProjectActor.ToString());
        writer.WriteString("assertion_lifetime", FactText.Duration(audience.AssertionLifetime.Ticks));
        if (audience.Require is { } require)
        {
            writer.WritePropertyName("require");
            JsonText.Requirement(writer, require);
        }

        JsonText.Position(writer, audience.Position);
        writer.WriteEndObject();
    }
}
