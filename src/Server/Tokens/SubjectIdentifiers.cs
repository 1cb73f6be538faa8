using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>What a subject is called towards one party: its own name, or one that only this party knows.</summary>
/// <remarks>Source: OpenID Connect Core §8.1.</remarks>
internal sealed class SubjectIdentifiers(IStore store, IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("MissionPolicy.Tokens.PairwiseSecret.v1");
    private byte[]? secret;

    /// <summary>The identifier.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="sector">The sector of the party, or null when it gets the public identifier.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async ValueTask<string> ForAsync(string subject, string? sector, CancellationToken cancellation)
    {
        if (sector is null)
        {
            return subject;
        }

        byte[] key = Volatile.Read(ref secret) ?? await SecretAsync(cancellation);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(sector + "\0" + subject)));
    }

    // Made once for the life of the store: another secret would make everybody a stranger everywhere.
    private async Task<byte[]> SecretAsync(CancellationToken cancellation)
    {
        PairwiseSecret fresh = new(Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(32))));
        string kept = await store.WriteAsync(
            write =>
            {
                write.Insert(PairwiseSecret.Table, fresh);
                return write.Get(PairwiseSecret.Table, PairwiseSecret.Only)!.Value.Protected;
            },
            cancellation);
        byte[] key = protector.Unprotect(Convert.FromBase64String(kept));
        Volatile.Write(ref secret, key);
        return key;
    }
}
