using System.Globalization;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Observability;

/// <summary>What a caller is told of a failure that is not the caller's: an OAuth error where the endpoint speaks OAuth, problem details elsewhere; never the cause.</summary>
/// <remarks>Source: derivation digest §11.</remarks>
internal static class RequestFailure
{
    /// <summary>When asking again makes sense while the store is down.</summary>
    public static TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The answer to a request that failed.</summary>
    /// <param name="http">The request.</param>
    /// <param name="failure">What it failed by.</param>
    public static IResult Of(HttpContext http, Exception failure)
    {
        string where = $"The cause is in the log under {http.TraceIdentifier}.";
        bool speaksOAuth = http.GetEndpoint()?.Metadata.GetMetadata<OAuthErrorAnswers>() is not null;
        if (failure is not StoreUnavailableException)
        {
            return speaksOAuth
                ? new OAuthErrorResult(OAuthErrors.ServerError.Because(where))
                : Problem.Of(StatusCodes.Status500InternalServerError, "The request failed", where);
        }

        http.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return speaksOAuth
            ? new OAuthErrorResult(OAuthErrors.TemporarilyUnavailable.Because(where))
            : Problem.Of(StatusCodes.Status503ServiceUnavailable, "Not available now", where);
    }
}
