using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
    public static Refusal UseNonce { get; } = new(StatusCodes.Status401Unauthorized, "use_dpop_nonce", "the proof needs the nonce of this server");

    /// <summary>The keys of the issuer cannot be read now.</summary>
    public static Refusal IssuerUnreachable { get; } = new(StatusCodes.Status503ServiceUnavailable, null, null);

    public int Status { get; }

    public string? Error { get; }

    public string? Description { get; }

    /// <summary>The token is good, but not for this. What it would take is the authorization server's matter.</summary>
    public static Refusal InsufficientScope(string why) => new(StatusCodes.Status403Forbidden, "insufficient_scope", why);

    public static Refusal InvalidToken(string why) => new(StatusCodes.Status401Unauthorized, "invalid_token", why);

    public static Refusal InvalidProof(string why) => new(StatusCodes.Status401Unauthorized, "invalid_dpop_proof", why);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            httpContext.Response.Headers.WWWAuthenticate = Challenge(httpContext.RequestServices.GetRequiredService<IOptions<GuardOptions>>().Value.Audience);
        }

        if (ReferenceEquals(this, UseNonce))
        {
            httpContext.Response.Headers[ProofNonces.Header] = httpContext.RequestServices.GetRequiredService<ProofNonces>().Current;
        }

        return Task.CompletedTask;
    }

    // The descriptions are words of this library: nothing in them needs quoting.
    private string Challenge(string audience) => "DPoP "
        + (Error is null ? string.Empty : $"error=\"{Error}\", error_description=\"{Description}\", ")
        + $"algs=\"{string.Join(' ', Algorithms)}\", resource_metadata=\"{audience}{ResourceMetadata.Path}\"";
}
