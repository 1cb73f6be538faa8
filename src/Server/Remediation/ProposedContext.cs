using System.Text.Json;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Remediation;

/// <summary>A client context that asks for what a proposal would have a person approve.</summary>
internal static class ProposedContext
{
    /// <summary>Writes the member <c>client_context</c>.</summary>
    public static void Write(Utf8JsonWriter writer, string kind, string? application, ReapprovalProposal.Approvable proposal)
    {
        writer.WriteStartObject("client_context");
        writer.WriteStartObject("contexts");
        if (application is not null)
        {
            Id(writer, "app", application);
        }

        Id(writer, "tenant", proposal.Tenant);
        writer.WriteStartObject("purpose");
        writer.WriteString("kind", kind);
        WireJson.Raw(writer, "params", proposal.ParamsJson);
        if (proposal.ExpiresAt is not null || proposal.MaxDuration is not null)
        {
            writer.WriteStartObject("constraints");
            WireJson.Optional(writer, "expires_at", proposal.ExpiresAt is { } end ? FactText.End(end) : null);
            if (proposal.MaxDuration is { } longest)
            {
                writer.WriteNumber("max_duration", (long)longest.TotalSeconds);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Id(Utf8JsonWriter writer, string type, string id)
    {
        writer.WriteStartObject(type);
        writer.WriteString("id", id);
        writer.WriteEndObject();
    }
}
