using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Dpop;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Client.Wire;

/// <summary>Form requests to one authorization server, as one client, with a proof.</summary>
/// <param name="calls">The sender.</param>
/// <param name="server">The authorization server.</param>
/// <param name="client">The client there.</param>
internal sealed class AuthorizationServerCall(ProvenCall calls, ServerMetadata server, ClientIdentity client)
{
    /// <summary>Sends a form to the token endpoint.</summary>
    public Task<WireAnswer> TokenAsync(Form form, AgentKey key, CancellationToken cancellation) =>
        PostAsync(server.TokenEndpoint, form, key, cancellation);

    /// <summary>Sends a form.</summary>
    public Task<WireAnswer> PostAsync(Uri endpoint, Form form, AgentKey key, CancellationToken cancellation) => calls.SendAsync(
        HttpMethod.Post,
        endpoint,
        key,
        accessToken: null,
        request => ClientAuthentication.Apply(request, form, client, server.Issuer, calls.Time.GetUtcNow()),
        cancellation);
}
