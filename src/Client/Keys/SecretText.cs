using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace MissionPolicy.Client.Keys;

/// <summary>A text that must not be printed: a token, a verifier, a password. <see cref="ToString"/> hides it, so that logs and debuggers do.</summary>
/// <remarks>JSON of state that the agent keeps does hold it: store that JSON as carefully as a key.</remarks>
/// <param name="value">The text.</param>
[DebuggerDisplay("[secret]")]
[JsonConverter(typeof(SecretTextConverter))]
public sealed class SecretText(string value) : IEquatable<SecretText>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string value = value;

    /// <summary>A fresh random text.</summary>
    /// <returns>256 random bits, base64url: also a well-formed PKCE verifier.</returns>
    public static SecretText Random() => new(RandomText.Next());

    /// <summary>The text itself.</summary>
    public string Reveal() => value;

    /// <summary>Compares in constant time for texts of one length.</summary>
    /// <param name="other">The other text.</param>
    public bool Is(string? other) => other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value), Encoding.UTF8.GetBytes(other));

    /// <inheritdoc/>
    public bool Equals(SecretText? other) => Is(other?.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretText);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Never the text.</summary>
    public override string ToString() => "[secret]";
}
