using System.Text.Json;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Deferred;

/// <summary>Checks the server's call about a deferred token request at the client's
/// notification endpoint. It says only that there is something to poll for.</summary>
/// <remarks>The endpoint is the same as that of <see cref="DeferredNotification"/>: the name of the member tells which of both it is.
/// Answer with the status and no body; never with a redirect. Source: OAuth Deferred Token Response draft -01, notification.</remarks>
public static class ApprovalNotification
{
    private const string Scheme = "Bearer ";
    private const int Accepted = 204;
    private const int Malformed = 400;
    private const int Unauthorized = 401;

    // Compared when nothing is known, so that an unknown request takes as long as a wrong token.
    private static readonly SecretText Nobody = SecretText.Random();

    /// <summary>Checks.</summary>
    /// <param name="contentType">The <c>Content-Type</c> header.</param>
    /// <param name="authorization">The <c>Authorization</c> header.</param>
    /// <param name="body">The body.</param>
    /// <param name="find">Finds the kept record of a <c>deferral_code</c>.</param>
    /// <param name="status">The HTTP status to answer: 204, 400 or 401.</param>
    /// <returns>The record to poll now, or null.</returns>
    public static DeferredApproval? Check(
        string? contentType, string? authorization, ReadOnlySpan<byte> body, Func<string, DeferredApproval?> find, out int status)
    {
        ArgumentNullException.ThrowIfNull(find);
        bool isJson = contentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
        if (!isJson || !JsonText.TryObject(body, out JsonElement notification) || notification.Text("deferral_code") is not string code)
        {
            status = Malformed;
            return null;
        }

        string? bearer = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : null;
        DeferredApproval? known = find(code);
        // The token is that of this very request: one of another request does not fit.
        bool fits = (known?.NotificationToken ?? Nobody).Is(bearer) & known?.DeferralCode.Is(code) == true;
        status = fits ? Accepted : Unauthorized;
        return fits ? known : null;
    }
}
