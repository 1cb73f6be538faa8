using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Dpop;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client;

/// <summary>What one client shares among its requests to one OpenID Provider.</summary>
/// <param name="Server">Its metadata.</param>
/// <param name="Options">The client.</param>
/// <param name="Calls">The sender, with the nonces.</param>
internal sealed record Connection(ServerMetadata Server, MissionClientOptions Options, ProvenCall Calls)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => Calls.Time;

    /// <summary>Form requests.</summary>
    public AuthorizationServerCall Forms { get; } = new(Calls, Server, Options.Client);

    /// <summary>Verifies ID Tokens.</summary>
    public IdTokenVerifier IdTokens { get; } =
        new(new IssuerKeys(Calls.SendAsync, Server.JwksUri, Calls.Time), Server.Issuer, Options.Client.ClientId, Calls.Time, Options.ClockSkew);
}
