using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Compat;

/// <summary>The intent that the later drafts have a client propose, as this server makes it from what it decided: catalog and envelope, never words of the client.</summary>
/// <remarks>Source: draft oauth-mission, Mission Intent; compatibility digest §2, §4 row 12, intent synthesis.</remarks>
internal static class IntentRecord
{
    public const string AnchorType = "mission-intent";

    /// <summary>The intent as canonical JSON (RFC 8785).</summary>
    /// <param name="purpose">The entry: its title is the goal, its strength the control.</param>
    /// <param name="envelope">The envelope: where it works, and until when.</param>
    /// <exception cref="CanonicalFormException">A text is outside I-JSON.</exception>
    public static string Write(CompiledPurpose purpose, MissionEnvelope envelope) => WireJson.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("goal", purpose.Entry.Title);
        // The order of an array counts for its digest.
        WireJson.Strings(writer, "resources", envelope.Grants.Select(grant => grant.At).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        writer.WriteString("expires_at", FactText.Instant(envelope.Lifetime.End));
        writer.WriteString("purpose", envelope.Kind);
        if (purpose.Entry.Authentication.Require.Acr is { } acr)
        {
            writer.WriteStartObject("controls");
            writer.WriteString("acr", acr);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary>The <c>intent_hash</c>.</summary>
    /// <param name="purpose">The entry.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="issuer">Our issuer identifier.</param>
    /// <exception cref="CanonicalFormException">A text is outside I-JSON.</exception>
    public static string Hash(CompiledPurpose purpose, MissionEnvelope envelope, string issuer)
    {
        using JsonDocument intent = JsonDocument.Parse(Write(purpose, envelope));
        return Digest.Anchor(AnchorType, issuer, intent.RootElement);
    }
}
