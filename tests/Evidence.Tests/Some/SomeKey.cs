using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>A signing key of a test, and the checkpoints that it signs.</summary>
internal sealed class SomeKey(string kid) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Kid => kid;

    public string Jwks
    {
        get
        {
            ECParameters point = key.ExportParameters(false);
            return $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(point.Q.X)}}","y":"{{Base64Url.EncodeToString(point.Q.Y)}}","use":"sig","alg":"ES256","kid":"{{kid}}"}]}""";
        }
    }

    public PublicKeys Public => PublicKeys.Read([Jwks]);

    public string Sign(Checkpoint checkpoint, string type = Checkpoint.Type) => Sign($$"""{"alg":"ES256","kid":"{{kid}}","typ":"{{type}}"}""", checkpoint);

    public string Sign(string header, Checkpoint checkpoint)
    {
        using MemoryStream payload = new();
        using (Utf8JsonWriter writer = new(payload))
        {
            writer.WriteStartObject();
            checkpoint.Write(writer);
            writer.WriteEndObject();
        }

        string signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(payload.ToArray())}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => key.Dispose();
}
