using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>The registered words of client metadata.</summary>
/// <remarks>Source: RFC 7591 §2.</remarks>
internal static class ClientWords
{
    /// <summary>The authentication methods that are offered, for metadata.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["private_key_jwt", "client_secret_basic", "none"];

    /// <summary>Reads an authentication method.</summary>
    /// <param name="text">The word.</param>
    /// <returns>The method, or null when it is not offered.</returns>
    public static ClientAuthenticationMethod? Method(string text) => text switch
    {
        "private_key_jwt" => ClientAuthenticationMethod.PrivateKeyJwt,
        "client_secret_basic" => ClientAuthenticationMethod.ClientSecretBasic,
        "none" => ClientAuthenticationMethod.None,
        _ => null,
    };

    /// <summary>The word of an authentication method.</summary>
    /// <param name="method">The method.</param>
    public static string Name(ClientAuthenticationMethod method) => method switch
    {
        ClientAuthenticationMethod.PrivateKeyJwt => "private_key_jwt",
        ClientAuthenticationMethod.ClientSecretBasic => "client_secret_basic",
        _ => "none",
    };

    /// <summary>Response types under their registered names: the order of the words does not matter (RFC 6749 §3.1.1).</summary>
    /// <param name="texts">The response types as they were written.</param>
    public static ValueArray<string> Responses(IEnumerable<string> texts) =>
        texts.Select(text => text.Split(' ') is ["code", "deferred_code"] ? ResponseTypes.DeferredOrCode : text).ToSortedSet();
}
