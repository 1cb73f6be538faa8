namespace MissionPolicy.Server.Dpop;

/// <summary>What a proof is presented for.</summary>
internal sealed record DpopUse
{
    private DpopUse()
    {
    }

    /// <summary>A token request; has to carry a nonce of ours when the configuration says so.</summary>
    public static DpopUse Token { get; } = new() { NeedsNonce = true };

    /// <summary>A pushed authorization request: the key that the code is to be bound to.</summary>
    public static DpopUse PushedAuthorization { get; } = new();

    /// <summary>Whether the configuration may ask for a nonce here. One that is sent is checked everywhere.</summary>
    public bool NeedsNonce { get; private init; }

    /// <summary>The access token that the proof goes with, or null at the authorization server.</summary>
    public string? AccessToken { get; private init; }

    /// <summary>The thumbprint that the access token is bound to (<c>cnf.jkt</c>), or null at the authorization server.</summary>
    public string? BoundThumbprint { get; private init; }

    /// <summary>A call of one of our own APIs.</summary>
    /// <param name="accessToken">The token as it was sent.</param>
    /// <param name="boundThumbprint">Its <c>cnf.jkt</c>.</param>
    public static DpopUse Resource(string accessToken, string boundThumbprint) =>
        new() { AccessToken = accessToken, BoundThumbprint = boundThumbprint };
}
