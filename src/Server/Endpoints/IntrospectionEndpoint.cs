using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /introspect</c>: is this token honoured now, and how does its Mission stand?</summary>
/// <remarks>Source: RFC 7662 §2; RFC 9701 §4, §5; derivation digest §8.</remarks>
internal static class IntrospectionEndpoint
{
    public const string Path = "/introspect";

    private const string SignedAnswer = "application/token-introspection+jwt";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Ask whether a token is honoured.")
        .WithTags("OAuth")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, IntrospectionAnswers answers, TokenSigner signer, IOptions<ServerOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error))
        {
            return new OAuthErrorResult(error!);
        }

        // A public client proves nothing about itself; what it could ask, anybody could.
        if (!client.IsConfidential)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidClient.Because("introspection needs client authentication"));
        }

        if (form["token"] is not { } token)
        {
            return new OAuthErrorResult(OAuthErrors.InvalidRequest.Because("token is needed"));
        }

        Introspection answer = await answers.AskAsync(token, client, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.Headers.Accept.ToString().Contains(SignedAnswer, StringComparison.OrdinalIgnoreCase))
        {
            return new JsonAnswer(answer.Write);
        }

        string signed = signer.Sign(TokenSigner.IntrospectionType, writer =>
        {
            writer.WriteString("iss", options.Value.Issuer);
            writer.WriteString("aud", client.Resource ?? client.ClientId);
            WireJson.Seconds(writer, "iat", time.GetUtcNow());
            writer.WritePropertyName("token_introspection");
            answer.Write(writer);
        });
        return Results.Text(signed, SignedAnswer);
    }
}
