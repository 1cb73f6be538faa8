using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MissionPolicy.Server.SignIn;

/// <summary>Time-based one-time codes: HMAC-SHA-1, six digits, 30 seconds, as every authenticator app has them.</summary>
/// <remarks>Source: RFC 6238 §4, RFC 4226 §5.3. One step of skew to each side: RFC 6238 §5.2.</remarks>
internal static class Totp
{
    /// <summary>Shortest secret: RFC 4226 §4 (R6) says 128 bits.</summary>
    public const int MinSecretBytes = 16;

    private const int Digits = 6;
    private const int StepSeconds = 30;
    private const int Skew = 1;

    /// <summary>A new secret of 160 bits, base32.</summary>
    public static string NewSecret() => Base32.Encode(RandomNumberGenerator.GetBytes(20));

    /// <summary>The time step of a time.</summary>
    /// <param name="time">The time.</param>
    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a time step.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="step">The step.</param>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 is HMAC-SHA-1 in every authenticator app; HMAC does not rest on collision resistance.")]
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        int offset = hash[^1] & 0xf;
        int number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % 1_000_000).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, if it is later than the last accepted one.</summary>
    /// <param name="secret">The secret, base32.</param>
    /// <param name="typed">What was typed; spaces do not count.</param>
    /// <param name="now">The time.</param>
    /// <param name="last">The last accepted step.</param>
    public static long? Match(string secret, string typed, DateTimeOffset now, long last)
    {
        byte[] code = Encoding.UTF8.GetBytes(typed.Replace(" ", string.Empty, StringComparison.Ordinal));
        if (!Base32.TryDecode(secret, out byte[]? key))
        {
            return null;
        }

        long? found = null;
        for (long step = StepOf(now) - Skew; step <= StepOf(now) + Skew; step++)
        {
            // All steps are compared, so that the time taken tells nothing.
            found = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), code) && step > last ? step : found;
        }

        return found;
    }
}
