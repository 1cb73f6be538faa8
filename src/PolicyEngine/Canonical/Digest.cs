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
    /// <exception cref="CanonicalFormException">The issuer, the type or the value has no canonical form.</exception>
    public static string Anchor(string type, string issuer, JsonElement value)
    {
        // The three names stand in canonical order and each part is canonical already, so the envelope is.
        string canonical = CanonicalJson.Serialize(value);
        return Of($$"""{"iss":{{CanonicalJson.Quote(issuer)}},"typ":{{CanonicalJson.Quote(type)}},"value":{{canonical}}}""");
    }
}
