using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Dpop;

/// <summary>The nonces for proofs: the number of a period of time and of this process under Data Protection, so that nothing is stored.</summary>
/// <remarks>A nonce is good in its own period and the next, and only in the process that gave it: that process alone remembers which proofs were used with it
/// (<see cref="ProofMemory"/>). A client whose nonce a restart made stale is told the new one, as for any other stale nonce. Source: RFC 9449 §8, §9.</remarks>
/// <param name="protection">The key ring.</param>
/// <param name="options">How long a period is.</param>
/// <param name="time">The clock.</param>
internal sealed class DpopNonces(IDataProtectionProvider protection, IOptions<ServerOptions> options, TimeProvider time)
{
    private const int MaxLength = 512;
    private const int ProcessBytes = 8;

    private readonly IDataProtector protector = protection.CreateProtector("MissionPolicy.Server.Dpop.Nonce.v1");
    private readonly byte[] process = RandomNumberGenerator.GetBytes(ProcessBytes);
    private volatile Given? last;

    /// <summary>The nonce to hand out now.</summary>
    public string Current()
    {
        long period = Period();
        if (last is { } given && given.Period == period)
        {
            return given.Nonce;
        }

        byte[] number = new byte[sizeof(long) + ProcessBytes];
        BinaryPrimitives.WriteInt64BigEndian(number, period);
        process.CopyTo(number, sizeof(long));
        Given next = new(period, Base64Url.EncodeToString(protector.Protect(number)));
        last = next;
        return next.Nonce;
    }

    /// <summary>Was this nonce handed out in this period or the one before?</summary>
    /// <param name="nonce">The nonce as the proof has it.</param>
    public bool IsRecent(string nonce)
    {
        if (last is { } given && given.Nonce == nonce)
        {
            return IsRecent(given.Period);
        }

        if (nonce.Length > MaxLength || !Base64UrlText.TryDecode(nonce, out byte[]? bytes))
        {
            return false;
        }

        try
        {
            byte[] number = protector.Unprotect(bytes);
            return number.Length == sizeof(long) + ProcessBytes
                && CryptographicOperations.FixedTimeEquals(number.AsSpan(sizeof(long)), process)
                && IsRecent(BinaryPrimitives.ReadInt64BigEndian(number));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private bool IsRecent(long period) => Period() - period is 0 or 1;

    private long Period() => time.GetUtcNow().ToUnixTimeSeconds() / options.Value.DpopNonceSeconds;

    private sealed record Given(long Period, string Nonce);
}
