namespace MissionPolicy.Server.Clients;

/// <summary>How a client authenticates.</summary>
/// <remarks>Source: OpenID Connect Core §9; RFC 7591 §2.</remarks>
internal enum ClientAuthenticationMethod
{
    /// <summary>Not at all: a public client, bound by its DPoP key alone.</summary>
    None,

    /// <summary>A secret in the Authorization header.</summary>
    ClientSecretBasic,

    /// <summary>An assertion signed with a registered key.</summary>
    PrivateKeyJwt,
}
