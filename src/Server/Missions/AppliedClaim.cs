using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>The <c>client_context</c> claim of the ID Token: what was validated and applied, and nothing else.</summary>
/// <remarks>Display and an unverified actor stay out. Source: client-context digest §5, §6.</remarks>
internal static class AppliedClaim
{
    /// <summary>The claim with a purpose.</summary>
    /// <param name="applied">The applied context.</param>
    /// <param name="requested">The request, for the tenant's domain; it was checked with the tenant.</param>
    /// <param name="end">The effective end of the Mission.</param>
    /// <returns>Canonical JSON.</returns>
    public static string Write(AppliedContext applied, RequestedContext requested, DateTimeOffset end) => WireJson.Canonical(writer =>
    {
        Begin(writer, applied.Application, applied.Tenant, requested.TenantDomain);
        writer.WriteStartObject("purpose");
        writer.WriteString("kind", applied.Kind);
        writer.WritePropertyName("params");
        writer.WriteRawValue(applied.ParamsJson);
        writer.WriteStartObject("constraints");
        writer.WriteString("expires_at", FactText.End(end));
        writer.WriteEndObject();
        writer.WriteEndObject();
        End(writer);
    });

    /// <summary>The claim of a request without purpose.</summary>
    /// <param name="requested">The request, checked.</param>
    /// <returns>Canonical JSON.</returns>
    public static string Write(RequestedContext requested) => WireJson.Canonical(writer =>
    {
        Begin(writer, requested.Application, requested.Tenant, requested.TenantDomain);
        End(writer);
    });

    /// <summary>The same claim with another end: the time of a reviewed Mission counts from the decision.</summary>
    /// <param name="claim">The claim with a purpose.</param>
    /// <param name="end">The effective end of the Mission.</param>
    /// <returns>Canonical JSON.</returns>
    public static string WithEnd(string claim, DateTimeOffset end)
    {
        JsonNode changed = JsonNode.Parse(claim)!;
        changed["contexts"]!["purpose"]!["constraints"]!["expires_at"] = FactText.End(end);
        return CanonicalJson.Serialize(changed.ToJsonString());
    }

    /// <summary>Whether a claim speaks of a purpose.</summary>
    /// <param name="claim">The claim, or null.</param>
    public static bool HasPurpose(string? claim)
    {
        if (claim is null)
        {
            return false;
        }

        using JsonDocument json = JsonDocument.Parse(claim);
        return Purpose(json.RootElement) is not null;
    }

    /// <summary>Whether a claim speaks of the purpose and the tenant of a Mission.</summary>
    public static bool Fits(string? claim, Mission mission)
    {
        if (claim is null)
        {
            return false;
        }

        using JsonDocument json = JsonDocument.Parse(claim);
        return Purpose(json.RootElement) is { } purpose
            && purpose.GetProperty("kind").GetString() == mission.Kind
            && json.RootElement.GetProperty("contexts").TryGetProperty("tenant", out JsonElement tenant)
            && tenant.GetProperty("id").GetString() == mission.Tenant;
    }

    private static JsonElement? Purpose(JsonElement claim) =>
        claim.TryGetProperty("contexts", out JsonElement contexts) && contexts.TryGetProperty("purpose", out JsonElement purpose) ? purpose : null;

    private static void Begin(Utf8JsonWriter writer, string? application, string? tenant, string? domain)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("contexts");
        if (application is not null)
        {
            writer.WriteStartObject("app");
            writer.WriteString("id", application);
            writer.WriteEndObject();
        }

        if (tenant is not null)
        {
            writer.WriteStartObject("tenant");
            writer.WriteString("id", tenant);
            WireJson.Optional(writer, "domain", domain);
            writer.WriteEndObject();
        }
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
