using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Evidence;

/// <summary>A checkpoint whose signature is good.</summary>
/// <param name="Checkpoint">What it says.</param>
/// <param name="KeyId">The key that signed it.</param>
/// <remarks>Source: RFC 7515 §5.2; RFC 8725 §3.1, §3.11.</remarks>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, string KeyId)
{
    private const int MaxLength = 16 * 1024;

    /// <summary>Reads and verifies a compact JWS.</summary>
    /// <param name="jws">The text.</param>
    /// <param name="keys">The keys of the issuer.</param>
    /// <param name="signed">The checkpoint when true.</param>
    /// <param name="problem">What is wrong when false.</param>
    public static bool TryVerify(string jws, PublicKeys keys, [NotNullWhen(true)] out SignedCheckpoint? signed, out string problem)
    {
        signed = null;
        string[] parts = jws.Length > MaxLength ? [] : jws.Split('.', 4);
        if (parts.Length != 3 || !TryObject(parts[0], out JsonElement header) || !TryObject(parts[1], out JsonElement claims)
            || !StrictBase64Url.TryDecode(parts[2], out byte[] signature))
        {
            problem = "it is not a signed JWT";
            return false;
        }

        string? algorithm = Text(header, "alg");
        string? kid = Text(header, "kid");
        if (Text(header, "typ") != Checkpoint.Type || algorithm is not ("ES256" or "PS256") || kid is null || header.TryGetProperty("crit", out _))
        {
            problem = $"its header has to have typ {Checkpoint.Type}, alg ES256 or PS256, a kid, and no crit";
            return false;
        }

        if (!keys.Verify(kid, algorithm, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature))
        {
            problem = $"no given key made its signature (kid {kid})";
            return false;
        }

        problem = "its claims are not those of a checkpoint";
        signed = Checkpoint.TryRead(claims, out Checkpoint? checkpoint) ? new SignedCheckpoint(checkpoint, kid) : null;
        return signed is not null;
    }

    private static bool TryObject(string part, out JsonElement value)
    {
        value = default;
        try
        {
            if (StrictBase64Url.TryDecode(part, out byte[] json))
            {
                value = JsonElement.Parse(json);
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return value.ValueKind == JsonValueKind.Object;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
