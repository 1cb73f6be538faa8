using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Guard;

/// <summary>Key-bound tokens at our own APIs: the DPoP scheme, the proof, and whether the store still honours the token.</summary>
/// <remarks>Source: RFC 9449 §7; RFC 6750 §3.</remarks>
internal sealed class AccessTokenEvents(DpopProofVerifier dpop, TokenLife life, IOptions<ServerOptions> options) : JwtBearerEvents
{
    private const string DpopScheme = "DPoP ";

    private static readonly object Refusal = new();

    /// <inheritdoc/>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        string header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(DpopScheme, StringComparison.OrdinalIgnoreCase))
        {
            context.Token = header[DpopScheme.Length..].Trim();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        JsonWebToken token = (JsonWebToken)context.SecurityToken;
        bool isDpop = context.Request.Headers.Authorization.ToString().StartsWith(DpopScheme, StringComparison.OrdinalIgnoreCase);
        string? bound = Thumbprint(token);
        if (isDpop != bound is not null)
        {
            // A bound token presented as a bearer token is a stolen one until proven otherwise (RFC 9449 §7.1).
            context.Fail("The token and the authentication scheme do not fit.");
            return;
        }

        if (bound is not null)
        {
            Parsed<DpopProof> proof = await dpop.VerifyAsync(context.HttpContext, context.Request.Path, DpopUse.Resource(token.EncodedToken, bound), context.HttpContext.RequestAborted);
            if (!proof.TryGet(out _, out OAuthError? error))
            {
                context.HttpContext.Items[Refusal] = error;
                context.Fail(error.Code);
                return;
            }
        }

        if (token.Issuer == options.Value.Issuer)
        {
            TokenStanding standing = await life.AskAsync(token.Id, context.HttpContext.RequestAborted);
            if (!standing.IsActive && !(standing.IsStopped && HonoursStopped.Is(context.HttpContext)))
            {
                context.Fail("The token is not honoured any more.");
                return;
            }

            OwnCaller.Remember(context.HttpContext, standing);
        }
    }

    /// <inheritdoc/>
    public override async Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        // RFC 6750 §3.1: no error code for a request that carries no token.
        OAuthError? refusal = context.HttpContext.Items[Refusal] as OAuthError;
        OAuthError? error = refusal ?? (context.AuthenticateFailure is null ? null : OAuthErrors.InvalidToken);
        context.Response.Headers.Append("WWW-Authenticate", DpopChallenge.Challenge(error) + Metadata());
        // A proof that does not fit is no error of the Bearer scheme.
        context.Response.Headers.Append("WWW-Authenticate", error is null || refusal is not null ? "Bearer" : $"Bearer error=\"{error.Code}\"");
        // The refusal's own challenge is the one above, without the metadata.
        foreach (OAuthErrorHeader header in refusal?.Headers.Where(header => header.Name != "WWW-Authenticate") ?? [])
        {
            context.Response.Headers.Append(header.Name, header.Value);
        }

        await Problem.Of(
            StatusCodes.Status401Unauthorized, "No valid access token", refusal?.Description ?? (error is null ? "An access token is needed." : "The access token is expired, revoked, of another issuer or audience, or not signed by a known key."))
            .ExecuteAsync(context.HttpContext);
    }

    /// <inheritdoc/>
    public override Task Forbidden(ForbiddenContext context)
    {
        context.Response.Headers.WWWAuthenticate = "DPoP error=\"insufficient_scope\"" + Metadata();
        return Problem.Of(StatusCodes.Status403Forbidden, "Not allowed", "The access token lacks the scope of this endpoint.").ExecuteAsync(context.HttpContext);
    }

    // RFC 9728 §5.1: where a client reads which authorization server gives tokens for this.
    private string Metadata() => $", resource_metadata=\"{options.Value.Url(Endpoints.ProtectedResourceEndpoint.Path)}\"";

    private static string? Thumbprint(JsonWebToken token) =>
        token.TryGetPayloadValue("cnf", out JsonElement confirmation)
        && confirmation.ValueKind == JsonValueKind.Object
        && confirmation.TryGetProperty("jkt", out JsonElement jkt)
            ? jkt.GetString()
            : null;
}
