using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads <c>client_context</c>: the steps that need neither client nor catalog nor time. The numbers are those of the digest.</summary>
/// <remarks>Members that are not known are ignored at every level, and never kept or echoed. Source: Client Context draft, validation; client-context digest §4,
/// steps 2 to 5, 7, 8, 13 and the syntax of 14.</remarks>
internal static class ClientContextParser
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxText = 256;

    /// <summary>Reads a context.</summary>
    /// <param name="json">The parameter.</param>
    public static Parsed<RequestedContext> Parse(string json)
    {
        // 2
        if (!StrictJson.TryParse(json, MaxBytes, out JsonElement envelope) || envelope.ValueKind != JsonValueKind.Object)
        {
            return OAuthErrors.InvalidClientContext.Because($"client_context has to be a JSON object of at most {MaxBytes} bytes, no name twice");
        }

        // 3
        if (!envelope.TryGetProperty("contexts", out JsonElement contexts) || contexts.ValueKind != JsonValueKind.Object)
        {
            return OAuthErrors.InvalidClientContext.Because("contexts has to be an object");
        }

        ValueArray<string> types = contexts.EnumerateObject().Select(member => member.Name).ToSortedSet();

        // 4
        if (types.IsEmpty)
        {
            return OAuthErrors.InvalidClientContext.Because("contexts is empty");
        }

        // 5
        if (types.FirstOrDefault(type => !ContextTypes.All.Contains(type)) is { } unknown)
        {
            return OAuthErrors.UnsupportedClientContextType.Because($"the context type is not supported: {unknown}");
        }

        return Values(contexts, types);
    }

    private static Parsed<RequestedContext> Values(JsonElement contexts, ValueArray<string> types)
    {
        // 7
        if (types.FirstOrDefault(type => contexts.GetProperty(type).ValueKind != JsonValueKind.Object) is { } other)
        {
            return Refuse($"{other} has to be an object");
        }

        ContextMember? app = Member(contexts, ContextTypes.Application);
        ContextMember? tenant = Member(contexts, ContextTypes.Tenant);
        if (app is { } application && application.Text("id", MaxText) is null)
        {
            return Refuse("app.id has to be a text");
        }

        if (tenant is { } named && (named.Text("id", MaxText) is null || !named.IsTextOrAbsent("domain", MaxText)))
        {
            return Refuse("tenant.id has to be a text, and tenant.domain when it is sent");
        }

        RequestedContext context = new()
        {
            Types = types,
            Application = app?.Text("id", MaxText),
            Tenant = tenant?.Text("id", MaxText),
            TenantDomain = tenant?.Text("domain", MaxText),
            Raw = JsonElement.Parse(WireJson.Text(writer => Write(writer, contexts))),
        };
        return Member(contexts, ContextTypes.Purpose) is { } purpose
            ? PurposeContextParser.Parse(purpose).Bind<RequestedContext>(read => context with { Purpose = read })
            : context;
    }

    private static ContextMember? Member(JsonElement contexts, string type) =>
        contexts.TryGetProperty(type, out JsonElement value) ? new ContextMember(value) : null;

    private static void Write(Utf8JsonWriter writer, JsonElement contexts)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("contexts");
        contexts.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidClientContextValue.Because(problem);
}
