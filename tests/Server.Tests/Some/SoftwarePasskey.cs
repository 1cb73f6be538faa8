using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>An authenticator in software: ES256, attestation none. What it gets wrong, a test has set.</summary>
internal sealed class SoftwarePasskey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string userHandle = string.Empty;

    /// <summary>The page that asks, as the browser tells it.</summary>
    public string Origin { get; set; } = "http://localhost:5100";

    /// <summary>What the authenticator scopes the key to.</summary>
    public string RelyingParty { get; set; } = "localhost";

    public bool UserVerified { get; set; } = true;

    public bool BackupEligible { get; set; }

    /// <summary>The counter of the last use.</summary>
    public uint Counter { get; set; }

    public string Id => Base64Url.EncodeToString(id);

    /// <summary>Answers creation options.</summary>
    public JsonObject Create(JsonElement options)
    {
        userHandle = options.GetProperty("user").GetProperty("id").GetString()!;
        byte[] authenticatorData = [.. Header(0x40), .. new byte[16], .. Length16(id.Length), .. id, .. CoseKey()];
        byte[] attestation =
        [
            0xa3,
            .. Text("fmt"), .. Text("none"),
            .. Text("attStmt"), 0xa0,
            .. Text("authData"), 0x58, .. OneByte(authenticatorData.Length), .. authenticatorData,
        ];
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
        Counter++;
        byte[] clientData = ClientData("webauthn.get", options);
        byte[] authenticatorData = Header(0);
        byte[] signature = key.SignData([.. authenticatorData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
            ["authenticatorData"] = Base64Url.EncodeToString(authenticatorData),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = userHandle,
        });
    }

    public void Dispose() => key.Dispose();

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Length16(int length) => [(byte)(length >> 8), (byte)length];

    private static byte[] OneByte(int length) => length <= byte.MaxValue ? [(byte)length] : throw new InvalidOperationException("The authenticator data is longer than one length byte can say.");

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] ClientData(string type, JsonElement options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = options.GetProperty("challenge").GetString(),
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    }.ToJsonString());

    // rpIdHash, flags (UP, UV, BE, BS, AT), counter: WebAuthn Level 3 §6.1.
    private byte[] Header(byte flags)
    {
        byte[] header = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty), header);
        header[32] = (byte)(0x01 | flags | (UserVerified ? 0x04 : 0) | (BackupEligible ? 0x18 : 0));
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(33), Counter);
        return header;
    }

    // {1: 2, 3: -7, -1: 1, -2: x, -3: y}: RFC 9053 §7.1.1.
    private byte[] CoseKey()
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. parameters.Q.X!, 0x22, 0x58, 0x20, .. parameters.Q.Y!];
    }
}
