using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Context;

/// <summary>What the client says about an authentication: the requested <c>client_context</c>. It asks; it grants nothing.</summary>
/// <remarks>Source: Client Context draft, envelope and context types.</remarks>
public sealed record ClientContext
{
    /// <summary>The application's identifier (type <c>app</c>).</summary>
    public string? App { get; init; }

    /// <summary>The tenant (type <c>tenant</c>).</summary>
    public TenantContext? Tenant { get; init; }

    /// <summary>The purpose (type <c>purpose</c>).</summary>
    public PurposeContext? Purpose { get; init; }

    /// <summary>Private types, named by absolute URI.</summary>
    public ImmutableArray<PrivateContext> Private { get; init; } = [];

    /// <summary>The names of the types, in the order of the envelope.</summary>
    public ImmutableArray<string> Types =>
    [
        .. App is null ? [] : (string[])[ContextTypes.App],
        .. Tenant is null ? [] : (string[])[ContextTypes.Tenant],
        .. Purpose is null ? [] : (string[])[ContextTypes.Purpose],
        .. Private.Select(context => context.Type),
    ];

    /// <summary>The envelope as sent.</summary>
    public JsonElement ToJson() => JsonElement.Parse(JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("contexts");
        if (App is not null)
        {
            writer.WriteStartObject(ContextTypes.App);
            writer.WriteString("id", App);
            writer.WriteEndObject();
        }

        Tenant?.Write(writer);
        Purpose?.Write(writer);
        foreach (PrivateContext context in Private)
        {
            writer.WritePropertyName(context.Type);
            context.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }));

    /// <summary>Reads an envelope, for example the one of a re-approval.</summary>
    /// <param name="envelope">The JSON object with <c>contexts</c>.</param>
    /// <returns>The context; null when a member has no acceptable form.</returns>
    public static ClientContext? Parse(JsonElement envelope)
    {
        if (envelope.Object("contexts") is not JsonElement contexts)
        {
            return null;
        }

        ClientContext result = new();
        foreach (JsonProperty member in contexts.EnumerateObject())
        {
            ClientContext? next = member.Value.ValueKind != JsonValueKind.Object ? null : member.Name switch
            {
                ContextTypes.App => member.Value.Text("id") is string id ? result with { App = id } : null,
                ContextTypes.Tenant => TenantContext.Parse(member.Value) is { } tenant ? result with { Tenant = tenant } : null,
                ContextTypes.Purpose => PurposeContext.Parse(member.Value) is { } purpose ? result with { Purpose = purpose } : null,
                _ => result with { Private = [.. result.Private, new PrivateContext(member.Name, member.Value)] },
            };
            if (next is null)
            {
                return null;
            }

            result = next;
        }

        return result.Types.IsEmpty ? null : result;
    }
}
