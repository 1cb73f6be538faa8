using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Compat;

/// <summary>An envelope as the later drafts see it: an array of <c>mission_resource_access</c> entries, one a grant.</summary>
/// <remarks>Prohibitions, the idle limit and propagation have no place in it; the envelope's own digest covers them.
/// Source: draft oauth-mission, Authority Set; compatibility digest §2, D14, D15.</remarks>
internal static class AuthoritySet
{
    public const string EntryType = "mission_resource_access";
    public const string AnchorType = "mission-authority-set";

    private const string Tenant = "tenant";

    /// <summary>The set as canonical JSON (RFC 8785).</summary>
    /// <param name="envelope">The envelope.</param>
    /// <exception cref="CanonicalFormException">A text of the envelope is outside I-JSON.</exception>
    public static string Write(MissionEnvelope envelope)
    {
        // The order of an array counts for its digest; the last key settles grants that differ in their bounds alone.
        IEnumerable<string> entries = envelope.Grants
            .Select(grant => (At: grant.At, Actions: string.Join(' ', Actions(grant)), Json: Entry(grant, envelope.Tenant)))
            .OrderBy(entry => entry.At, StringComparer.Ordinal)
            .ThenBy(entry => entry.Actions, StringComparer.Ordinal)
            .ThenBy(entry => entry.Json, StringComparer.Ordinal)
            .Select(entry => entry.Json);
        return $"[{string.Join(',', entries)}]";
    }

    /// <summary>The <c>authority_hash</c>.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="issuer">Our issuer identifier.</param>
    /// <exception cref="CanonicalFormException">A text is outside I-JSON.</exception>
    public static string Hash(MissionEnvelope envelope, string issuer)
    {
        using JsonDocument set = JsonDocument.Parse(Write(envelope));
        return Digest.Anchor(AnchorType, issuer, set.RootElement);
    }

    private static IEnumerable<string> Actions(EnvelopeGrant grant) =>
        grant.Operations.Select(operation => $"{grant.Resource}.{operation}").Order(StringComparer.Ordinal);

    private static string Entry(EnvelopeGrant grant, string tenant) => WireJson.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", EntryType);
        writer.WriteString("resource", grant.At);
        WireJson.Strings(writer, "actions", Actions(grant));
        writer.WritePropertyName("constraints");
        Constraints(writer, grant, tenant);
        writer.WriteEndObject();
    });

    private static void Constraints(Utf8JsonWriter writer, EnvelopeGrant grant, string tenant)
    {
        using JsonDocument bounds = JsonDocument.Parse(WireJson.Text(inner => TokenConstraints.Write(inner, grant.Where)));
        writer.WriteStartObject();
        // A bound on an attribute of that name says about the object itself what the Mission's tenant says about all of them.
        if (!bounds.RootElement.TryGetProperty(Tenant, out _))
        {
            writer.WriteString(Tenant, tenant);
        }

        foreach (JsonProperty bound in bounds.RootElement.EnumerateObject())
        {
            bound.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
