using System.Net;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Resources;

/// <summary>Tells why a request under a Mission was not let through.</summary>
public static class MissionRefusal
{
    private static readonly HttpRequestOptionsKey<MissionAnswer<MissionToken>> Key = new("MissionPolicy.Client.Refusal");

    /// <summary>Why the handler had no token; null when the answer came from the resource server.</summary>
    /// <param name="response">The answer.</param>
    public static MissionAnswer<MissionToken>? Of(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.RequestMessage is { } request && request.Options.TryGetValue(Key, out MissionAnswer<MissionToken>? answer) ? answer : null;
    }

    /// <summary>The error in a resource server's DPoP challenge, e.g. <c>insufficient_user_authentication</c> with what would do.</summary>
    /// <param name="response">The answer; its body is not read.</param>
    /// <returns>Null when there is none.</returns>
    /// <remarks>Source: RFC 9449 §7.1; RFC 9470 §3.</remarks>
    public static OAuthError? ChallengeOf(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Challenge.Of(response.Headers) is { } challenge
            ? OAuthError.Of(new WireAnswer { Status = response.StatusCode, Challenge = challenge, RetryAfter = response.Headers.RetryAfter?.Delta })
            : null;
    }

    internal static HttpResponseMessage Answer(HttpRequestMessage request, MissionAnswer<MissionToken> answer)
    {
        request.Options.Set(Key, answer);
        return new HttpResponseMessage(HttpStatusCode.Forbidden) { RequestMessage = request, ReasonPhrase = "No token under the Mission" };
    }
}
