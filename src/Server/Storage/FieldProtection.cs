using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace MissionPolicy.Server.Storage;

/// <summary>Encrypts keys and personal fields before they reach the store, with the Data Protection key ring.</summary>
/// <param name="provider">The key ring.</param>
internal sealed class FieldProtection(IDataProtectionProvider provider)
{
    private const string Purpose = "MissionPolicy.Storage.Field.v1";

    /// <summary>Encrypts text.</summary>
    /// <param name="field">Which field, for example <c>user.email</c>; a value moved to another field cannot be read.</param>
    /// <param name="clear">The text.</param>
    public string Protect(string field, string clear) => Convert.ToBase64String(Protect(field, Encoding.UTF8.GetBytes(clear)));

    /// <summary>Encrypts bytes.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="clear">The bytes.</param>
    public byte[] Protect(string field, byte[] clear) => provider.CreateProtector(Purpose, field).Protect(clear);

    /// <summary>Decrypts text.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="stored">What <see cref="Protect(string, string)"/> gave.</param>
    /// <param name="clear">The text when true; false when it was altered, moved, or its key is gone.</param>
    public bool TryUnprotect(string field, string stored, [NotNullWhen(true)] out string? clear)
    {
        Span<byte> bytes = new byte[stored.Length];
        byte[]? plain = null;
        bool read = Convert.TryFromBase64String(stored, bytes, out int length) && TryUnprotect(field, bytes[..length].ToArray(), out plain);
        clear = read ? Encoding.UTF8.GetString(plain!) : null;
        return read;
    }

    /// <summary>Decrypts bytes.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="stored">What <see cref="Protect(string, byte[])"/> gave.</param>
    /// <param name="clear">The bytes when true.</param>
    public bool TryUnprotect(string field, byte[] stored, [NotNullWhen(true)] out byte[]? clear)
    {
        try
        {
            clear = provider.CreateProtector(Purpose, field).Unprotect(stored);
            return true;
        }
        catch (CryptographicException)
        {
            clear = null;
            return false;
        }
    }
}
