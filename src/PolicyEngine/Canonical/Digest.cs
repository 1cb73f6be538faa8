using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Engine.Canonical;

/// <summary>SHA-256 over canonical JSON, written <c>sha-256:</c> and base64url without padding.</summary>
/// <remarks>Source: later Mission-bound family, integrity anchors.</remarks>
public static class Digest
{
    /// <summary>The digest of canonical text.</summary>
    /// <param name="canonical">Text from <see cref="CanonicalJson"/>.</param>
    public static string Of(string canonical)
    {
        string base64 = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        return "sha-256:" + base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>An integrity anchor: the digest of <c>{"typ","iss","value"}</c>.</summary>
    /// <param name="type">The anchor's type, for example <c>mission-authority-set</c>.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="value">The value.</param>
    public static string Anchor(string type, string issuer, JsonElement value)
    {
        string canonical = CanonicalJson.Serialize(value);
        string envelope = $$"""{"iss":{{JsonText(issuer)}},"typ":{{JsonText(type)}},"value":{{canonical}}}""";
        return Of(CanonicalJson.Serialize(envelope));
    }

    private static string JsonText(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
