using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Server.Keys;

/// <summary>Our signing keys in memory: one current key per algorithm, and every key still published.</summary>
/// <remarks>Call <see cref="RefreshAsync"/> at start and then at least daily; reading is lock-free.</remarks>
/// <param name="store">Where keys rest.</param>
/// <param name="protection">Protects private keys at rest.</param>
/// <param name="schedule">When keys change.</param>
/// <param name="time">The clock.</param>
internal sealed class KeyRing(IKeyStore store, IDataProtectionProvider protection, KeySchedule schedule, TimeProvider time)
{
    private readonly IDataProtector protector = protection.CreateProtector("MissionPolicy.Server.Keys.SigningKey.v1");
    private volatile Snapshot snapshot = Snapshot.Empty;

    /// <summary>Every published key for verification of our own tokens.</summary>
    public ImmutableArray<SecurityKey> VerificationKeys => snapshot.Verification;

    /// <summary>Does what rotation asks for, then reloads.</summary>
    /// <param name="cancellation">Stops the call.</param>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        ImmutableArray<StoredSigningKey> stored = await store.ListAsync(cancellation);
        DateTimeOffset now = time.GetUtcNow();
        foreach (SigningAlgorithm algorithm in Enum.GetValues<SigningAlgorithm>())
        {
            foreach (KeyRotationStep step in KeyRotation.Decide(algorithm, stored, schedule, now))
            {
                await step.Match(
                    generate => store.SaveAsync(Protect(generate), cancellation),
                    retire => store.RemoveAsync(retire.Kid, cancellation));
            }
        }

        stored = await store.ListAsync(cancellation);
        FrozenDictionary<string, SigningKey> known = snapshot.ByKid;
        FrozenDictionary<string, SigningKey> byKid =
            stored.ToFrozenDictionary(key => key.Kid, key => known.GetValueOrDefault(key.Kid) ?? Open(key), StringComparer.Ordinal);
        snapshot = new Snapshot(stored, byKid, [.. byKid.Values.Select(key => key.Credentials.Key)]);
    }

    /// <summary>The key that signs now.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <exception cref="InvalidOperationException">The ring was never refreshed.</exception>
    public SigningKey Current(SigningAlgorithm algorithm)
    {
        Snapshot taken = snapshot;
        StoredSigningKey current = KeyRotation.Current(algorithm, taken.Stored, time.GetUtcNow())
            ?? throw new InvalidOperationException("The key ring holds no active key; it was not refreshed at start.");
        return taken.ByKid[current.Kid];
    }

    /// <summary>Writes the JWK Set: coming, current and previous public keys.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteJwks(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("keys");
        foreach (SigningKey key in snapshot.ByKid.Values.OrderBy(key => key.Kid, StringComparer.Ordinal))
        {
            key.WritePublic(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private StoredSigningKey Protect(KeyRotationStep.Generate step)
    {
        byte[] pkcs8 = SigningKey.Generate(step.Algorithm);
        StoredSigningKey stored = new()
        {
            Kid = SigningKey.Import(step.Algorithm, pkcs8).Kid,
            Algorithm = step.Algorithm,
            ActivatesAt = step.ActivatesAt,
            ProtectedPkcs8 = [.. protector.Protect(pkcs8)],
        };
        CryptographicOperations.ZeroMemory(pkcs8);
        return stored;
    }

    private SigningKey Open(StoredSigningKey stored)
    {
        byte[] pkcs8 = protector.Unprotect([.. stored.ProtectedPkcs8]);
        SigningKey key = SigningKey.Import(stored.Algorithm, pkcs8);
        CryptographicOperations.ZeroMemory(pkcs8);
        return key;
    }

    private sealed record Snapshot(
        ImmutableArray<StoredSigningKey> Stored, FrozenDictionary<string, SigningKey> ByKid, ImmutableArray<SecurityKey> Verification)
    {
        public static Snapshot Empty { get; } = new([], FrozenDictionary<string, SigningKey>.Empty, []);
    }
}
