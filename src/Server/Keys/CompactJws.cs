using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Keys;

/// <summary>A signed JWT from outside: well formed, its algorithm on the closed list, its signature not yet checked.</summary>
/// <remarks>Source: RFC 7515 §3.1, §4.1.11, §5.2; RFC 7519 §7.2; RFC 8725 §3.1.</remarks>
internal sealed class CompactJws
{
    private readonly byte[] signed;
    private readonly byte[] signature;

    private CompactJws(SigningAlgorithm algorithm, JsonElement header, JwtClaims claims, byte[] signed, byte[] signature) =>
        (Algorithm, Header, Claims, this.signed, this.signature) = (algorithm, header, claims, signed, signature);

    /// <summary>The <c>alg</c>.</summary>
    public SigningAlgorithm Algorithm { get; }

    /// <summary>The JOSE header.</summary>
    public JsonElement Header { get; }

    /// <summary>The claims.</summary>
    public JwtClaims Claims { get; }

    /// <summary>The <c>typ</c>, or null when absent or no string.</summary>
    public string? Type => new JwtClaims(Header).Text("typ");

    /// <summary>The <c>kid</c>, or null when absent or no string.</summary>
    public string? KeyId => new JwtClaims(Header).Text("kid");

    /// <summary>Reads a compact serialisation.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">Most characters.</param>
    /// <param name="jws">The token when true.</param>
    /// <param name="problem">What is wrong when false; safe to show.</param>
    public static bool TryParse(string? text, int maxLength, [NotNullWhen(true)] out CompactJws? jws, out string problem)
    {
        jws = null;
        problem = "not a signed JWT";
        if (text is null || text.Length > maxLength)
        {
            return false;
        }

        string[] parts = text.Split('.', 4);
        if (parts.Length != 3
            || !Base64UrlText.TryDecode(parts[0], out byte[]? headerBytes)
            || !Base64UrlText.TryDecode(parts[1], out byte[]? payloadBytes)
            || !Base64UrlText.TryDecode(parts[2], out byte[]? signature)
            || !TryObject(headerBytes, maxLength, out JsonElement header)
            || !TryObject(payloadBytes, maxLength, out JsonElement payload))
        {
            return false;
        }

        if (!SigningAlgorithms.TryRead(new JwtClaims(header).Text("alg"), out SigningAlgorithm algorithm))
        {
            problem = "alg has to be one of " + string.Join(' ', SigningAlgorithms.Names);
            return false;
        }

        if (header.TryGetProperty("crit", out _))
        {
            problem = "crit names extensions that are not understood";
            return false;
        }

        jws = new CompactJws(algorithm, header, new JwtClaims(payload), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature);
        return true;
    }

    /// <summary>Did this key sign it?</summary>
    /// <param name="key">The key; one for another algorithm never did.</param>
    public bool IsSignedBy(PublicJwk key) => key.Algorithm == Algorithm && key.Verify(signed, signature);

    private static bool TryObject(byte[] utf8, int maxBytes, out JsonElement value) =>
        StrictJson.TryParse(utf8, maxBytes, out value) && value.ValueKind == JsonValueKind.Object;
}
