using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Http.Bench;

/// <summary>The DPoP proofs of one key for one address.</summary>
/// <remarks>Source: RFC 9449 §4.2.</remarks>
internal sealed class Proofs : IDisposable
{
    private readonly ECDsa key = ECDsa.Create();
    private readonly string address;
    private readonly string header;

    public Proofs(AgentKey agent, string address)
    {
        this.address = address;
        key.ImportPkcs8PrivateKey(agent.ToPkcs8(), out _);
        header = Encoded($$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{{agent.PublicJwk.GetRawText()}}}""");
    }

    /// <summary>Makes proofs of now, each with its own <c>jti</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="nonce">The server's nonce, or null to be asked for one.</param>
    public string[] Make(int count, string? nonce)
    {
        string more = nonce is null ? string.Empty : $",\"nonce\":\"{nonce}\"";
        string[] made = new string[count];
        for (int i = 0; i < count; i++)
        {
            long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            string id = RandomNumberGenerator.GetHexString(32);
            string claims = $$"""{"jti":"{{id}}","htm":"POST","htu":"{{address}}","iat":{{now}}{{more}}}""";
            string signed = $"{header}.{Encoded(claims)}";
            made[i] = $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
        }

        return made;
    }

    public void Dispose() => key.Dispose();

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
