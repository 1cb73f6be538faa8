using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

namespace MissionPolicy.Evidence;

/// <summary>The public keys of an issuer, by <c>kid</c>: EC P-256 for ES256, RSA for PS256. Other keys of the set are passed over.</summary>
/// <remarks>Source: RFC 7517; RFC 7518 §6.</remarks>
public sealed class PublicKeys
{
    private readonly FrozenDictionary<string, JsonElement> byKid;

    private PublicKeys(IEnumerable<KeyValuePair<string, JsonElement>> keys) => byKid = keys.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How many keys can verify.</summary>
    public int Count => byKid.Count;

    /// <summary>Reads JWK Sets. Where two sets hold one <c>kid</c>, the first counts.</summary>
    /// <param name="sets">The JSON texts.</param>
    /// <exception cref="JsonException">A text is not a JWK Set.</exception>
    public static PublicKeys Read(IEnumerable<string> sets) => new(sets.SelectMany(Keys).DistinctBy(static key => key.Key, StringComparer.Ordinal));

    /// <summary>Whether the key signed.</summary>
    /// <param name="kid">The key.</param>
    /// <param name="algorithm">ES256 or PS256.</param>
    /// <param name="signed">What was signed.</param>
    /// <param name="signature">The signature, JOSE format.</param>
    /// <returns>False also for a key that is not there, or was made for another algorithm.</returns>
    public bool Verify(string kid, string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (!byKid.TryGetValue(kid, out JsonElement key) || AlgorithmOf(key) != algorithm)
        {
            return false;
        }

        try
        {
            if (algorithm == "ES256")
            {
                ECPoint point = new() { X = Bytes(key, "x"), Y = Bytes(key, "y") };
                using ECDsa ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
                return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            }

            using RSA rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
            return rsa.KeySize >= 2048 && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Keys(string json)
    {
        JsonElement set = JsonElement.Parse(json);
        if (set.ValueKind != JsonValueKind.Object || !set.TryGetProperty("keys", out JsonElement keys) || keys.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("A JWK Set is an object with the array keys.");
        }

        return keys.EnumerateArray().Where(static key => key.ValueKind == JsonValueKind.Object && Text(key, "kid") is not null && AlgorithmOf(key) is not null)
            .Select(static key => KeyValuePair.Create(Text(key, "kid")!, key));
    }

    // A key that names no algorithm has the one of its kind; there is one only.
    private static string? AlgorithmOf(JsonElement key)
    {
        string? algorithm = Text(key, "kty") switch
        {
            "EC" when Text(key, "crv") == "P-256" => "ES256",
            "RSA" => "PS256",
            _ => null,
        };
        bool fits = (!key.TryGetProperty("alg", out _) || Text(key, "alg") == algorithm) && (!key.TryGetProperty("use", out _) || Text(key, "use") == "sig");
        return fits ? algorithm : null;
    }

    private static byte[] Bytes(JsonElement key, string name) =>
        StrictBase64Url.TryDecode(Text(key, name), out byte[] bytes) ? bytes : throw new CryptographicException($"{name} is no number");

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
