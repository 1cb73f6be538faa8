using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /revoke</c>: a client gives up a token of its own.</summary>
/// <remarks>Source: RFC 7009 §2.</remarks>
internal static class RevocationEndpoint
{
    public const string Path = "/revoke";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Give up a token.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, Revocation revocation, DpopProofVerifier dpop, DpopNonces nonces, IEnumerable<DeferredCancellation> cancel,
        IOptions<ServerOptions> options, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error))
        {
            return new OAuthErrorResult(error!);
        }

        if (form["token"] is not { } token)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("token is needed"));
        }

        if (form["token_type_hint"] == GrantTypes.DeferralCodeType || token.StartsWith(OpaqueHandle.DeferralCode, StringComparison.Ordinal))
        {
            if (await CancelAsync(http, token, client, dpop, nonces, cancel, cancellation) is { } refused)
            {
                return new OAuthErrorResult(refused);
            }
        }

        // The hint only says where to look first; every place is looked at whatever it says (RFC 7009 §2.1).
        await revocation.RevokeAsync(token, client, cancellation);
        return Results.Ok();
    }

    // A deferred token request is given up with the key that it was made with. The
    // resource role has none: there the answer is the one for an unknown token.
    private static async Task<OAuthError?> CancelAsync(
        HttpContext http, string token, Client client, DpopProofVerifier dpop, DpopNonces nonces, IEnumerable<DeferredCancellation> cancel, CancellationToken cancellation)
    {
        if (!(await dpop.VerifyAsync(http, Path, DpopUse.Token, cancellation)).TryGet(out DpopProof? proof, out OAuthError? error))
        {
            return error;
        }

        http.Response.Headers[DpopProof.NonceHeader] = nonces.Current();
        http.Response.Headers.CacheControl = "no-store";
        foreach (DeferredCancellation offered in cancel)
        {
            if (await offered.CancelTokenRequestAsync(token, client, proof.Thumbprint, cancellation) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }
}
