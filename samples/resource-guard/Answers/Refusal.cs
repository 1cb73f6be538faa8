using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MissionPolicy.Samples.ResourceGuard.Grants;
using MissionPolicy.Samples.ResourceGuard.Proofs;

namespace MissionPolicy.Samples.ResourceGuard.Answers;

/// <summary>A refusal as a resource server tells it: a status and a challenge.</summary>
/// <remarks>Source: RFC 6750 §3; RFC 9449 §7.1, §9; RFC 9728 §5.1.</remarks>
internal sealed record Refusal : IResult
{
    /// <summary>The algorithms of proofs.</summary>
    public static readonly string[] Algorithms = ["ES256", "PS256"];

    private Refusal(int status, string? error, string? description) => (Status, Error, Description) = (status, error, description);

    /// <summary>No token at all: RFC 6750 §3.1 wants no error code then.</summary>
    public static Refusal NoToken { get; } = new(StatusCodes.Status401Unauthorized, null, null);

    /// <summary>The proof has no nonce of ours, or an old one.</summary>
    public static Refusal UseNonce { get; } = new(
        StatusCodes.Status401Unauthorized, "use_dpop_nonce", "the proof needs the nonce of this server");

    /// <summary>The keys of the issuer cannot be read now.</summary>
    public static Refusal IssuerUnreachable { get; } = new(StatusCodes.Status503ServiceUnavailable, null, null);

    public int Status { get; }

    public string? Error { get; }

    public string? Description { get; }

    /// <summary>More parameters of the challenge, made when the answer leaves.</summary>
    private Func<IServiceProvider, string>? More { get; init; }

    /// <summary>The token is good, but not for this. The challenge says what was wanted;
    /// whether that may be asked for is the authorization server's matter.</summary>
    /// <param name="why">Words of this library.</param>
    /// <param name="caller">Who called.</param>
    /// <param name="action">What was wanted.</param>
    /// <remarks>Source: draft-zehavi-oauth-rar-metadata-06.</remarks>
    public static Refusal InsufficientAuthorization(string why, MissionCaller caller, ResourceAction action) =>
        new(StatusCodes.Status401Unauthorized, "insufficient_authorization", why)
        {
            More = services => $"authorization_remediation=\"{services.GetRequiredService<Remediation>().Of(caller, action)}\", ",
        };

    /// <summary>The sign-in behind the token is too weak or too old for this server.</summary>
    /// <param name="why">Words of this library.</param>
    /// <param name="acrValues">The strengths that would do, best first; empty where any does.</param>
    /// <param name="maxAge">The oldest sign-in that would do, in seconds; null where any does.</param>
    /// <remarks>Source: RFC 9470 §3.</remarks>
    public static Refusal InsufficientUserAuthentication(string why, IEnumerable<string> acrValues, int? maxAge)
    {
        string acr = string.Join(' ', acrValues);
        return new(StatusCodes.Status401Unauthorized, "insufficient_user_authentication", why)
        {
            More = _ => (acr.Length == 0 ? string.Empty : $"acr_values=\"{acr}\", ") + (maxAge is null ? string.Empty : $"max_age=\"{maxAge}\", "),
        };
    }

    public static Refusal InvalidToken(string why) => new(StatusCodes.Status401Unauthorized, "invalid_token", why);

    public static Refusal InvalidProof(string why) => new(StatusCodes.Status401Unauthorized, "invalid_dpop_proof", why);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = Challenge(httpContext.RequestServices);
        }

        if (ReferenceEquals(this, UseNonce))
        {
            httpContext.Response.Headers[ProofNonces.Header] = httpContext.RequestServices.GetRequiredService<ProofNonces>().Current;
        }

        return Task.CompletedTask;
    }

    // The descriptions are words of this library: nothing in them needs quoting.
    private string Challenge(IServiceProvider services) => "DPoP "
        + (Error is null ? string.Empty : $"error=\"{Error}\", error_description=\"{Description}\", ")
        + More?.Invoke(services)
        + $"algs=\"{string.Join(' ', Algorithms)}\", resource_metadata=\"{services.GetRequiredService<IOptions<GuardOptions>>().Value.Audience}{ResourceMetadata.Path}\"";
}
