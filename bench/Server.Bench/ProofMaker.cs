using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MissionPolicy.Server.Bench;

/// <summary>Makes the proofs of the client beforehand: their cost is the client's.</summary>
internal sealed class ProofMaker : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string jwk;

    public ProofMaker()
    {
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        (string x, string y) = (Base64Url.EncodeToString(point.Q.X), Base64Url.EncodeToString(point.Q.Y));
        jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}""";
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
    }

    public string Thumbprint { get; }

    public string Make(string url, DateTimeOffset now, string nonce)
    {
        string header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{{jwk}}}"""));
        string payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"jti":"{{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))}}","htm":"POST","htu":"{{url}}","iat":{{now.ToUnixTimeSeconds()}},"nonce":"{{nonce}}"}"""));
        string signed = $"{header}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => key.Dispose();
}
