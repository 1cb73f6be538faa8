using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>A passkey in software, for a person that is played: ES256, attestation none, user verified.</summary>
/// <remarks>Source: WebAuthn Level 3 §6.1, §6.5, §5.8.1; RFC 9053 §7.1.1.</remarks>
internal sealed class SoftwarePasskey(string origin) : IDisposable
{
    private const byte Attested = 0x40;
    private const byte PresentAndVerified = 0x05;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string user = string.Empty;
    private uint counter;

    /// <summary>Answers creation options.</summary>
    public JsonObject Create(JsonElement options)
    {
        user = options.GetProperty("user").GetProperty("id").GetString()!;
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        // The COSE key {1: 2, 3: -7, -1: 1, -2: x, -3: y}, and around it the attestation object of the format none, in CBOR.
        byte[] cose = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Header(Attested), .. new byte[16], 0x00, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58, checked((byte)data.Length), .. data];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", options)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers request options.</summary>
    public JsonObject Get(JsonElement options)
    {
        counter++;
        byte[] client = ClientData("webauthn.get", options);
        byte[] data = Header(0);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = user,
        });
    }

    public void Dispose() => key.Dispose();

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private byte[] ClientData(string type, JsonElement options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type, ["challenge"] = options.GetProperty("challenge").GetString(), ["origin"] = origin, ["crossOrigin"] = false,
    }.ToJsonString());

    private byte[] Header(byte flags)
    {
        byte[] header = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(new Uri(origin).Host), header);
        header[32] = (byte)(PresentAndVerified | flags);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(33), counter);
        return header;
    }

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Base64Url.EncodeToString(id),
        ["rawId"] = Base64Url.EncodeToString(id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };
}
