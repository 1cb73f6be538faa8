using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>The checks of an authorization request against its client and the catalog, in their order, on one page.</summary>
/// <remarks>Each answers null when it has nothing against the request. The redirect URI is checked before all of them: until it
/// is known to be good, no error may go there. Source: RFC 6749 §4.1.2.1; client-context digest §4; FAPI 2.0 SP §5.3.</remarks>
internal sealed class RequestChecks(MissionHandoff handoff)
{
    private const string OpenId = "openid";

    private delegate OAuthError? Check(AuthorizationRequest request, Client client, bool isPushed);

    private Check[] InOrder =>
    [
        Pushed,
        ResponseTypeOfClient,
        GrantOfClient,
        Scopes,
        Resources,
        DetailTypes,
        ContextOfClient,
        ContextOfCatalog,
        NamedMissions,
        AskedOfCatalog,
    ];

    /// <summary>Runs the checks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">Its client.</param>
    /// <param name="isPushed">Whether it was pushed.</param>
    public OAuthError? Run(AuthorizationRequest request, Client client, bool isPushed)
    {
        foreach (Check check in InOrder)
        {
            if (check(request, client, isPushed) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>Asks the engine what can be said against the handoff before a person signs in.</summary>
    /// <param name="request">The request; it passed <see cref="Run"/>.</param>
    /// <param name="client">Its client.</param>
    /// <param name="dpopJkt">The key that it is bound to, or null.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<OAuthError?> RunHandoffAsync(
        AuthorizationRequest request, Client client, string? dpopJkt, CancellationToken cancellation)
    {
        if (request.Context is not { Purpose: not null } context)
        {
            return null;
        }

        ValueArray<Reason> reasons = await handoff.PrecheckAsync(
            new HandoffQuestion
            {
                Client = client,
                Requested = context,
                Named = [.. request.MissionDetails],
                Asked = request.Asked,
                KeyThumbprint = dpopJkt,
                DeferralAllowed = request.ResponseType != ResponseType.Code,
            },
            cancellation);
        return reasons.IsEmpty
            ? null
            : MissionErrors.OfRefusal(reasons).WithMember(MissionErrors.Member, reasons[0].Code);
    }

    /// <summary>Runs the checks of a context that stands alone, without an authorization request around it.</summary>
    /// <param name="context">The context.</param>
    /// <param name="client">Its client.</param>
    public OAuthError? RunContext(RequestedContext context, Client client) =>
        ClientContextChecks.Run(context, client, string.Empty) ?? ContextOfCatalog(context, client);

    /// <summary>Whether the catalog's entry can give what is asked for by name.</summary>
    /// <param name="context">The context, which names the entry.</param>
    /// <param name="asked">What is asked for.</param>
    public OAuthError? RunAsked(RequestedContext? context, AskedAuthority? asked)
    {
        ValueArray<Reason> reasons = context?.Purpose is { } purpose ? handoff.PrecheckAsked(purpose.Kind, asked) : [];
        return reasons.IsEmpty ? null : OAuthErrors.InvalidAuthorizationDetails
            .Because($"not in the purpose, or given on request to those only who name class and operation: {string.Join("; ", reasons.Select(reason => reason.Asked))}")
            .WithMember(MissionErrors.Member, reasons[0].Code);
    }

    private static OAuthError? Pushed(AuthorizationRequest request, Client client, bool isPushed) =>
        client.RequirePushedAuthorizationRequests && !isPushed ? OAuthErrors.InvalidRequest.Because("this client has to push its requests") : null;

    private static OAuthError? ResponseTypeOfClient(AuthorizationRequest request, Client client, bool isPushed) =>
        client.ResponseTypes.Contains(ResponseTypes.Name(request.ResponseType)) ? null : OAuthErrors.UnauthorizedClient.Because("the client is not registered for this response_type");

    private static OAuthError? GrantOfClient(AuthorizationRequest request, Client client, bool isPushed) =>
        client.GrantTypes.Contains(Grants.GrantTypes.AuthorizationCode) || request.ResponseType == ResponseType.DeferredCode
            ? null
            : OAuthErrors.UnauthorizedClient.Because("the client is not registered for the authorization code grant");

    private static OAuthError? Scopes(AuthorizationRequest request, Client client, bool isPushed) =>
        !request.Scopes.Contains(OpenId) ? OAuthErrors.InvalidScope.Because("the scope has to contain openid")
        : request.Scopes.FirstOrDefault(scope => !client.Scopes.Contains(scope)) is { } unknown ? OAuthErrors.InvalidScope.Because($"not a scope of this client: {unknown}")
        : null;

    // A first token with resource authority would be a standing blanket; resources are named when a token is derived.
    private static OAuthError? Resources(AuthorizationRequest request, Client client, bool isPushed) =>
        request.Resources.Count > 0 ? OAuthErrors.InvalidTarget.Because("resources are named in token requests, under a Mission") : null;

    private static OAuthError? DetailTypes(AuthorizationRequest request, Client client, bool isPushed) =>
        (request.MissionDetails.Count > 0 || request.Asked is not null) && !client.AuthorizationDetailsTypes.Contains(MissionDetail.Type)
            ? OAuthErrors.InvalidAuthorizationDetails.Because("the client is not registered for this type")
            : null;

    private static OAuthError? ContextOfClient(AuthorizationRequest request, Client client, bool isPushed) =>
        request.Context is null ? null : ClientContextChecks.Run(request.Context, client, request.Nonce);

    private OAuthError? ContextOfCatalog(AuthorizationRequest request, Client client, bool isPushed) =>
        request.Context is null ? null : ContextOfCatalog(request.Context, client);

    private OAuthError? ContextOfCatalog(RequestedContext context, Client client)
    {
        ValueArray<Reason> reasons = handoff.Precheck(client, context);
        return reasons.IsEmpty
            ? null
            : OAuthErrors.InvalidClientContextValue.Because("purpose: " + string.Join("; ", reasons.Select(reason => reason.Detail is { } detail ? $"{reason.Code} {detail}" : reason.Code).Distinct(StringComparer.Ordinal)));
    }

    private static OAuthError? NamedMissions(AuthorizationRequest request, Client client, bool isPushed) =>
        request.Context?.Purpose is not null ? null
        : request.MissionDetails.Count > 0 ? OAuthErrors.InvalidAuthorizationDetails.Because("a Mission is named without a purpose context")
        : request.Asked is not null ? OAuthErrors.InvalidAuthorizationDetails.Because("authority is asked for without a purpose context")
        : null;

    private OAuthError? AskedOfCatalog(AuthorizationRequest request, Client client, bool isPushed) =>
        RunAsked(request.Context, request.Asked);
}
