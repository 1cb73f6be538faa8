using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Deferred;

/// <summary>Checks the server's call at the client's notification endpoint. It says only that there is something to poll for.</summary>
/// <remarks>Answer with the status of the result and no body; never with a redirect. Source: Deferred Token Response 1.0, ping.</remarks>
public static class DeferredNotification
{
    private const string Scheme = "Bearer ";

    // Compared when nothing is known, so that an unknown process takes as long as a wrong token.
    private static readonly SecretText Nobody = SecretText.Random();

    /// <summary>Checks.</summary>
    /// <param name="contentType">The <c>Content-Type</c> header.</param>
    /// <param name="authorization">The <c>Authorization</c> header.</param>
    /// <param name="body">The body.</param>
    /// <param name="find">Finds the kept record of a <c>deferred_auth_id</c>.</param>
    public static NotificationResult Check(string? contentType, string? authorization, ReadOnlySpan<byte> body, Func<string, DeferredAuthorization?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        bool isJson = contentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
        if (!isJson || !JsonText.TryObject(body, out System.Text.Json.JsonElement notification) || notification.Text("deferred_auth_id") is not string id)
        {
            return new NotificationResult.Malformed();
        }

        string? bearer = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : null;
        DeferredAuthorization? known = find(id);
        // The token is that of this very process: one of another process does not fit.
        bool fits = (known?.NotificationToken ?? Nobody).Is(bearer) & known?.DeferredAuthId.Is(id) == true;
        return fits ? new NotificationResult.Accepted(known!) : new NotificationResult.Unauthorized();
    }
}
