using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace MissionPolicy.Samples.MeetingAgent.People;

/// <summary>What an authenticator app shows.</summary>
/// <remarks>Source: RFC 6238 §4; RFC 4648 §6.</remarks>
internal static class OneTimeCode
{
    /// <summary>How long one code is shown.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 is HMAC-SHA-1 in every authenticator app; HMAC does not rest on collision resistance.")]
    public static string Of(string secret, DateTimeOffset time)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, time.ToUnixTimeSeconds() / (long)Step.TotalSeconds);
        byte[] hash = HMACSHA1.HashData(Bytes(secret), counter);
        int number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string base32)
    {
        List<byte> bytes = [];
        int held = 0;
        int bits = 0;
        foreach (char letter in base32)
        {
            held = ((held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)((held >> bits) & 0xff));
            }
        }

        return [.. bytes];
    }
}
