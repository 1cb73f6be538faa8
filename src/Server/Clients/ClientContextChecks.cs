using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>What the registration of a client says about its <c>client_context</c>. The numbers are those of the digest.</summary>
/// <remarks>Source: Client Context draft, client registration and validation; client-context digest §4, steps 6, 9 and 15.</remarks>
internal static class ClientContextChecks
{
    /// <summary>Runs the checks.</summary>
    /// <param name="context">The context, well formed.</param>
    /// <param name="client">The client.</param>
    /// <param name="nonce">The <c>nonce</c> of the request, or null.</param>
    /// <returns>The first refusal, or null.</returns>
    public static OAuthError? Run(RequestedContext context, Client client, string? nonce)
    {
        // 6
        if (client.ClientContextTypes is { } allowed && context.Types.FirstOrDefault(type => !allowed.Contains(type)) is { } foreign)
        {
            return OAuthErrors.UnsupportedClientContextType.Because($"the client is not registered for the context type {foreign}");
        }

        // 9
        if (context.Types.FirstOrDefault(type => !IsAllowed(client, type, Selector(context, type))) is { } value)
        {
            return OAuthErrors.InvalidClientContextValue.Because($"the client is not registered for this value of {value}");
        }

        // 15
        return nonce is null ? OAuthErrors.InvalidRequest.Because("a request with client_context needs a nonce") : null;
    }

    private static bool IsAllowed(Client client, string type, string? selector) =>
        !client.ClientContextValues.TryGetValue(type, out ValueArray<string> values) || (selector is not null && values.Contains(selector));

    private static string? Selector(RequestedContext context, string type) => type switch
    {
        ContextTypes.Application => context.Application,
        ContextTypes.Tenant => context.Tenant,
        ContextTypes.Purpose => context.Purpose?.Kind,
        _ => null,
    };
}
