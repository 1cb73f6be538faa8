using System.Diagnostics;

namespace MissionPolicy.Client.Keys;

/// <summary>How the client proves to an authorization server who it is.</summary>
/// <remarks>Source: OpenID Connect Core §9; RFC 7523 §2.2; RFC 6749 §2.3.1.</remarks>
public abstract record ClientCredential
{
    private ClientCredential()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="privateKeyJwt">A signed assertion.</param>
    /// <param name="secretBasic">A shared secret in the Authorization header.</param>
    /// <param name="none">A public client.</param>
    public T Match<T>(Func<PrivateKeyJwt, T> privateKeyJwt, Func<SecretBasic, T> secretBasic, Func<None, T> none) => this switch
    {
        PrivateKeyJwt value => privateKeyJwt(value),
        SecretBasic value => secretBasic(value),
        None value => none(value),
        _ => throw new UnreachableException(),
    };

    /// <summary><c>private_key_jwt</c>; the assertion's audience is the issuer.</summary>
    /// <param name="Key">The client's key, not the DPoP key.</param>
    /// <param name="KeyId">Its <c>kid</c> at the authorization server.</param>
    public sealed record PrivateKeyJwt(AgentKey Key, string KeyId) : ClientCredential;

    /// <summary><c>client_secret_basic</c>.</summary>
    /// <param name="Secret">The shared secret.</param>
    public sealed record SecretBasic(SecretText Secret) : ClientCredential;

    /// <summary><c>none</c>: a public client, bound by its DPoP key alone.</summary>
    public sealed record None : ClientCredential;
}
