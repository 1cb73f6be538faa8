using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MissionPolicy.Server.Storage;

/// <summary>SHA-256 of an opaque handle (code, refresh token, request_uri, jti …): what the store keeps instead of the handle.</summary>
/// <remarks>Only for handles with at least 128 random bits, or for values whose equality alone matters; a password needs a password hash.</remarks>
internal readonly record struct HandleHash
{
    private HandleHash(string value) => Value = value;

    /// <summary>43 characters of base64url; a valid store key.</summary>
    public string Value { get; }

    /// <summary>Hashes a handle.</summary>
    /// <param name="handle">The handle as the client sends it, of any length.</param>
    public static HandleHash Of(string handle) => new(Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(handle))));

    /// <summary>Compares in constant time with a stored hash.</summary>
    /// <param name="stored">What the store keeps.</param>
    public bool Matches(string stored) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Value), Encoding.UTF8.GetBytes(stored));

    /// <summary>The stored form.</summary>
    public override string ToString() => Value;
}
