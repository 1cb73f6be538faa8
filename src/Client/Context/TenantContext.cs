using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>The tenant that the work belongs to.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Domain">Its domain, when the identifier is none.</param>
public sealed record TenantContext(string Id, string? Domain = null)
{
    internal static TenantContext? Parse(JsonElement value) =>
        value.Text("id") is string id ? new TenantContext(id, value.Text("domain")) : null;

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(ContextTypes.Tenant);
        writer.WriteString("id", Id);
        if (Domain is not null)
        {
            writer.WriteString("domain", Domain);
        }

        writer.WriteEndObject();
    }
}
