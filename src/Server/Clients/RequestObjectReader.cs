using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Replay;

namespace MissionPolicy.Server.Clients;

/// <summary>Opens a signed request object: its claims become the parameters, and nothing outside counts.</summary>
/// <remarks>Source: RFC 9101 §4, §5, §6; OpenID Connect Core §6.1; RFC 9126 §3.</remarks>
/// <param name="replay">Which request objects were used.</param>
/// <param name="options">Who this server is.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestObjectReader(ReplayGuard replay, IOptions<ServerOptions> options, TimeProvider time)
{
    private const string Purpose = "request_object";

    /// <summary>What may stand beside the request object without being part of it.</summary>
    private static readonly FrozenSet<string> Outside =
        FrozenSet.ToFrozenSet(["request", "client_id", "client_assertion", "client_assertion_type", "client_secret"], StringComparer.Ordinal);

    /// <summary>Opens the <c>request</c> of a form.</summary>
    /// <param name="form">The parameters as they came.</param>
    /// <param name="client">The client that is named or authenticated.</param>
    /// <param name="cancellation">Stops before the object is used up.</param>
    /// <returns>The parameters inside; or <c>invalid_request_object</c>, <c>request_not_supported</c> or <c>invalid_request</c>.</returns>
    public async Task<Parsed<FormParameters>> ReadAsync(FormParameters form, Client client, CancellationToken cancellation)
    {
        if (form["request_uri"] is not null)
        {
            return OAuthErrors.InvalidRequest.Because("request and request_uri exclude each other");
        }

        if (client.Keys.IsEmpty)
        {
            return OAuthErrors.RequestNotSupported.Because("the client has no registered key");
        }

        Parsed<FormParameters> opened = Open(form["request"], client, out string? id, out DateTimeOffset expires).Bind(inside => Agree(form, inside));
        if (!opened.TryGet(out FormParameters? parameters, out OAuthError? error))
        {
            return error;
        }

        return id is null || await replay.TryUseAsync(Purpose, $"{client.ClientId}\n{id}", expires + RequestObjectChecks.Skew + RequestObjectChecks.Skew, cancellation)
            ? parameters
            : OAuthErrors.InvalidRequestObject.Because("the request object was used before");
    }

    private Parsed<FormParameters> Open(string? text, Client client, out string? id, out DateTimeOffset expires)
    {
        id = null;
        expires = default;
        if (!CompactJws.TryParse(text, RequestObjectChecks.MaxLength, out CompactJws? jws, out string problem))
        {
            return OAuthErrors.InvalidRequestObject.Because(problem);
        }

        if (!ClientKeys.Candidates(client, jws).Any(jws.IsSignedBy))
        {
            return OAuthErrors.InvalidRequestObject.Because("the signature is not of a registered key");
        }

        id = jws.Claims.Text("jti");
        return RequestObjectChecks.Run(jws, client.ClientId, options.Value.Issuer, time.GetUtcNow(), out expires) is { } refused
            ? refused
            : RequestObjectClaims.ToParameters(jws.Claims.Value);
    }

    // OpenID Connect repeats response_type and scope outside. What is repeated may not say something else; what is not inside may not stand outside.
    private static Parsed<FormParameters> Agree(FormParameters outside, FormParameters inside) =>
        outside.Names.FirstOrDefault(name => name == "client_id" ? outside[name] != inside[name] : !Outside.Contains(name) && !outside.All(name).SequenceEqual(inside.All(name))) is { } name
            ? OAuthErrors.InvalidRequest.Because($"{name} outside of the request object is not the one inside")
            : inside;
}
