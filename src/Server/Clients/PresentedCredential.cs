using System.Diagnostics;

namespace MissionPolicy.Server.Clients;

/// <summary>The one way in which a request says which client it is from; nothing of it is believed yet.</summary>
internal abstract record PresentedCredential
{
    private PresentedCredential()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="name">A name alone.</param>
    /// <param name="secret">A name and a secret.</param>
    /// <param name="assertion">A signed assertion.</param>
    public T Match<T>(Func<Name, T> name, Func<Secret, T> secret, Func<Assertion, T> assertion) => this switch
    {
        Name credential => name(credential),
        Secret credential => secret(credential),
        Assertion credential => assertion(credential),
        _ => throw new UnreachableException(),
    };

    /// <summary>A name alone: <c>none</c>.</summary>
    /// <param name="ClientId">The name.</param>
    public sealed record Name(string ClientId) : PresentedCredential;

    /// <summary>A name and a secret in the Authorization header: <c>client_secret_basic</c>.</summary>
    /// <param name="ClientId">The name.</param>
    /// <param name="Value">The secret.</param>
    public sealed record Secret(string ClientId, string Value) : PresentedCredential;

    /// <summary>A signed assertion: <c>private_key_jwt</c>.</summary>
    /// <param name="Value">The assertion.</param>
    public sealed record Assertion(ClientAssertion Value) : PresentedCredential;
}
