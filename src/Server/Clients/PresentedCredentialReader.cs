using System.Net;
using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>Finds the one way in which a request says which client it is from; two at once are refused.</summary>
/// <remarks>Source: RFC 6749 §2.3, §2.3.1, §5.2; RFC 7521 §4.2.</remarks>
internal static class PresentedCredentialReader
{
    /// <summary>The only <c>client_assertion_type</c>.</summary>
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const string Basic = "Basic ";
    private const int MaxHeaderLength = 4096;

    /// <summary>Reads.</summary>
    /// <param name="authorization">The Authorization headers.</param>
    /// <param name="form">The parameters.</param>
    public static Parsed<PresentedCredential> Read(StringValues authorization, FormParameters form)
    {
        bool hasHeader = authorization.Count > 0;
        bool hasSecret = form["client_secret"] is not null;
        bool hasAssertion = form["client_assertion"] is not null || form["client_assertion_type"] is not null;
        if ((hasHeader ? 1 : 0) + (hasSecret ? 1 : 0) + (hasAssertion ? 1 : 0) > 1 || authorization.Count > 1)
        {
            return OAuthErrors.InvalidRequest.Because("more than one way of client authentication");
        }

        string? named = form["client_id"];
        return hasHeader ? FromHeader(authorization[0], named)
            : hasAssertion ? FromAssertion(form, named)
            : hasSecret ? OAuthErrors.InvalidClient.Because("a secret is taken from the Authorization header only")
            : named is not null ? new PresentedCredential.Name(named)
            : OAuthErrors.InvalidClient.Because("no client is named");
    }

    private static Parsed<PresentedCredential> FromHeader(string? header, string? named)
    {
        if (header is null || header.Length > MaxHeaderLength || !header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return OAuthErrors.InvalidClient.Because("the Authorization header has to be Basic");
        }

        byte[] bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out int length) || !Utf8.IsValid(bytes.AsSpan(0, length)))
        {
            return OAuthErrors.InvalidClient.Because("the credentials of the Authorization header cannot be read");
        }

        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return OAuthErrors.InvalidClient.Because("the credentials of the Authorization header cannot be read");
        }

        // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
        string clientId = WebUtility.UrlDecode(pair[..colon]);
        return named is not null && named != clientId
            ? OAuthErrors.InvalidClient.Because("client_id is another client than the Authorization header names")
            : new PresentedCredential.Secret(clientId, WebUtility.UrlDecode(pair[(colon + 1)..]));
    }

    private static Parsed<PresentedCredential> FromAssertion(FormParameters form, string? named)
    {
        if (form["client_assertion"] is not { } text || form["client_assertion_type"] is not { } type)
        {
            return OAuthErrors.InvalidRequest.Because("client_assertion and client_assertion_type belong together");
        }

        if (type != AssertionType)
        {
            return OAuthErrors.InvalidClient.Because($"client_assertion_type has to be {AssertionType}");
        }

        return ClientAssertion.Parse(text).Bind<PresentedCredential>(assertion => named is not null && named != assertion.ClientId
            ? OAuthErrors.InvalidClient.Because("client_id is another client than the assertion names")
            : new PresentedCredential.Assertion(assertion));
    }
}
