using System.Net;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>GET</c> and <c>POST /authorize</c>: a browser brings an authorization request, pushed or in its own parameters.</summary>
/// <remarks>Source: RFC 6749 §4.1.1; OpenID Connect Core §3.1.2.1; RFC 9126 §4.</remarks>
internal static class AuthorizationEndpoint
{
    public const string Path = "/authorize";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Get).WithSummary("Begin a sign-in.").WithTags("OAuth");
        routes.MapPost(Path, Post).WithSummary("Begin a sign-in.").WithTags("OAuth").DisableAntiforgery();
    }

    private static Task<IResult> Get(HttpContext http, IClientRegistry clients, RequestIntake intake, PushedRequests pushed, RequestSeal seal, Interactions interactions, CancellationToken cancellation)
    {
        string query = http.Request.QueryString.Value is { Length: > 0 } text ? text[1..] : string.Empty;
        Parsed<FormParameters> form = query.Length > FormReader.MaxBytes
            ? OAuthErrors.RequestTooLarge.Because("query too large")
            : FormParameters.Parse(query, FormParameters.Repeatable);
        return BeginAsync(http, form, clients, intake, pushed, seal, interactions, cancellation);
    }

    private static async Task<IResult> Post(HttpContext http, IClientRegistry clients, RequestIntake intake, PushedRequests pushed, RequestSeal seal, Interactions interactions, CancellationToken cancellation) =>
        await BeginAsync(http, await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation), clients, intake, pushed, seal, interactions, cancellation);

    private static async Task<IResult> BeginAsync(
        HttpContext http, Parsed<FormParameters> parsed, IClientRegistry clients, RequestIntake intake, PushedRequests pushed, RequestSeal seal, Interactions interactions, CancellationToken cancellation)
    {
        if (!parsed.TryGet(out FormParameters? form, out OAuthError? error))
        {
            return ErrorPage.Of(error);
        }

        if (form["client_id"] is not { } clientId || await clients.FindAsync(clientId, cancellation) is not { } client)
        {
            return ErrorPage.Of(OAuthErrors.InvalidRequest.Because("client_id is missing or unknown"));
        }

        AcceptedRequest accepted;
        string? handle = null;
        if (form["request_uri"] is { } requestUri)
        {
            if (await pushed.FindAsync(requestUri, clientId, cancellation) is not { } row)
            {
                // Whoever sent the person here is not known to be the client: no redirect.
                return ErrorPage.Of(OAuthErrors.InvalidRequestUri.Because("request_uri is unknown, used, expired or of another client"));
            }

            StoredParameters parameters = seal.Open(row.Parameters);
            accepted = new AcceptedRequest(client, parameters, parameters.Request(), row.DpopJkt);
            handle = row.Handle;
        }
        else
        {
            (AcceptedRequest? taken, RequestRefusal? refused) = await intake.TakeAsync(form, client, null, isPushed: false, cancellation);
            if (taken is null)
            {
                return refused!.Answer is { } target ? new AuthorizationAnswerResult(AuthorizationAnswer.Error(target, refused.Error)) : ErrorPage.Of(refused.Error);
            }

            accepted = taken;
        }

        string interaction = await interactions.BeginAsync(http, accepted, handle, cancellation);
        return new SeeOther(Interactions.Path + WebUtility.UrlEncode(interaction));
    }
}
