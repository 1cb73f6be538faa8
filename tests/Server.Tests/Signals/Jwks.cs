using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>Checks signatures with the keys that a host publishes, with the platform's cryptography alone.</summary>
internal static class Jwks
{
    public static async Task<bool> IsSignedAsync(TestHost host, string jws)
    {
        string[] parts = jws.Split('.');
        string kid = JsonElement.Parse(Decode(parts[0])).GetProperty("kid").GetString()!;
        JsonElement key = (await host.GetAsync("/jwks")).Json.GetProperty("keys").EnumerateArray().Single(candidate => candidate.GetProperty("kid").GetString() == kid);
        using ECDsa ec = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Decode(key.GetProperty("x").GetString()!), Y = Decode(key.GetProperty("y").GetString()!) },
        });
        return ec.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Decode(parts[2]), HashAlgorithmName.SHA256);
    }

    public static byte[] Decode(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
