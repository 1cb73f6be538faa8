using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Endpoints;

/// <summary><c>POST /missions</c>: an agent prepares a Mission that a person approves later, at a sign-in.</summary>
/// <remarks>A form with client authentication and a DPoP proof, like a pushed request; <c>client_context</c>
/// and <c>subject</c> are its parameters, and <c>authorization_details</c> where the Mission is to start with
/// less, or with what is given on request. Source: handoff digest §3, Approve.</remarks>
internal static class MissionProposalEndpoint
{
    public const string Path = "/missions";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Handle)
        .WithMetadata(OAuthErrorAnswers.Instance)
        .WithSummary("Prepare a Mission for a person to approve.")
        .WithTags("Missions")
        .DisableAntiforgery();

    private static async Task<IResult> Handle(
        HttpContext http, ClientAuthentication authentication, DpopProofVerifier dpop, RequestChecks checks, MissionProposal proposals, IOptions<ServerOptions> options, CancellationToken cancellation)
    {
        if (!(await FormReader.ReadAsync(http.Request, FormParameters.Repeatable, cancellation)).TryGet(out FormParameters? form, out OAuthError? error)
            || !(await authentication.AuthenticateAsync(http, form, options.Value.Url(Path), cancellation)).TryGet(out Client? client, out error)
            || !Context(form, client, checks).TryGet(out RequestedContext? context, out error)
            || !Details(form, context, checks).TryGet(out AuthorizationDetails? details, out error)
            || !(await dpop.VerifyAsync(http, Path, DpopUse.PushedAuthorization, cancellation)).TryGet(out DpopProof? proof, out error))
        {
            return new OAuthErrorResult(error!);
        }

        Parsed<Mission> proposed = await proposals.ProposeAsync(
            client, context, details.Asked, form["subject"]!, proof.Thumbprint, cancellation);
        return proposed.Match<IResult>(
            mission =>
            {
                http.Response.StatusCode = StatusCodes.Status201Created;
                http.Response.Headers.CacheControl = "no-store";
                return new JsonAnswer(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("mission_ref", mission.MissionRef);
                    writer.WriteString("state", MissionLedger.Word(mission.State));
                    writer.WriteString("expires_at", FactText.End(mission.WaitsUntil));
                    writer.WriteEndObject();
                });
            },
            refused => new OAuthErrorResult(refused));
    }

    private static Parsed<AuthorizationDetails> Details(FormParameters form, RequestedContext context, RequestChecks checks) =>
        form["authorization_details"] is not { } json ? new AuthorizationDetails([], null)
        : MissionDetailsParser.ParseAuthorization(json).Bind<AuthorizationDetails>(details =>
            !details.Named.IsEmpty ? OAuthErrors.InvalidAuthorizationDetails.Because("a Mission that is proposed names no other")
            : checks.RunAsked(context, details.Asked) is { } refused ? refused
            : details);

    // A client with pairwise identifiers cannot name a person whom it has not met; a public client proves nothing about itself.
    private static Parsed<RequestedContext> Context(FormParameters form, Client client, RequestChecks checks)
    {
        if (!client.IsConfidential || client.Sector is not null || !client.AuthorizationDetailsTypes.Contains(MissionDetail.Type))
        {
            return OAuthErrors.UnauthorizedClient.Because("this client may not prepare Missions");
        }

        if (form["subject"] is null || form["client_context"] is not { } json)
        {
            return OAuthErrors.InvalidRequest.Because("client_context and subject are needed");
        }

        return ClientContextParser.Parse(json).Bind<RequestedContext>(context =>
            context.Purpose is null ? OAuthErrors.InvalidClientContextValue.Because("a Mission needs a purpose context")
            : checks.RunContext(context, client) is { } refused ? refused
            : context);
    }
}
