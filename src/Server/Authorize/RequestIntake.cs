using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>Takes the parameters of an authorization request in, pushed or not: request object, redirect URI, form, checks.</summary>
internal sealed class RequestIntake(RequestObjectReader objects, RequestChecks checks, MissionIntent intent)
{
    /// <summary>Takes a request in.</summary>
    /// <param name="form">The parameters as they came.</param>
    /// <param name="client">The client: authenticated at the pushed endpoint, named at the front channel.</param>
    /// <param name="proofJkt">The key of a DPoP proof that came along, or null.</param>
    /// <param name="isPushed">Whether it came to the pushed endpoint.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<(AcceptedRequest? Accepted, RequestRefusal? Refused)> TakeAsync(
        FormParameters form, Client client, string? proofJkt, bool isPushed, CancellationToken cancellation)
    {
        if (form["request"] is not null)
        {
            if (!(await objects.ReadAsync(form, client, cancellation)).TryGet(out FormParameters? inside, out OAuthError? broken))
            {
                return (null, new RequestRefusal(broken, null));
            }

            form = inside;
        }
        else if (client.RequireSignedRequestObject)
        {
            return (null, new RequestRefusal(OAuthErrors.InvalidRequest.Because("this client has to sign its requests"), null));
        }

        if (form["client_id"] is { } named && named != client.ClientId)
        {
            return (null, new RequestRefusal(OAuthErrors.InvalidRequest.Because("client_id is another client"), null));
        }

        if (form["redirect_uri"] is not { } redirectUri || !RedirectUris.IsRegistered(client, redirectUri))
        {
            return (null, new RequestRefusal(OAuthErrors.InvalidRequest.Because("redirect_uri is missing or not registered"), null));
        }

        // What was not pushed is not even read: a context in the browser could be anybody's (client-context digest §4, row 0).
        Parsed<AuthorizationRequest> read = isPushed || form["client_context"] is null
            ? AuthorizationRequestParser.Parse(form)
            : OAuthErrors.InvalidRequest.Because("client_context has to be pushed");
        if (!read.TryGet(out AuthorizationRequest? request, out OAuthError? error))
        {
            // Only what was read safely may decide where the error goes.
            ResponseMode mode = form["response_mode"] == "form_post" ? ResponseMode.FormPost : ResponseMode.Query;
            return (null, new RequestRefusal(error, new AnswerTarget(redirectUri, mode, form["state"])));
        }

        AnswerTarget target = AnswerTarget.Of(request);
        if ((intent.Refused(form) ?? checks.Run(request, client, isPushed)) is { } refused)
        {
            return (null, new RequestRefusal(refused, target));
        }

        if (proofJkt is not null && request.DpopJkt is { } jkt && jkt != proofJkt)
        {
            return (null, new RequestRefusal(OAuthErrors.InvalidDpopProof.Because("dpop_jkt and the proof name different keys"), target));
        }

        string? key = request.DpopJkt ?? proofJkt;
        return await checks.RunHandoffAsync(request, client, key, cancellation) is { } hopeless
            ? (null, new RequestRefusal(hopeless, target))
            : (new AcceptedRequest(client, StoredParameters.Of(form), request, key), null);
    }
}
