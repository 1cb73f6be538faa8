using System.Collections.Immutable;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tokens;

/// <summary>The signing keys of the issuer, kept for an hour; a key that is not among them has them read anew, once for each token.</summary>
/// <param name="transport">Sends.</param>
/// <param name="address">Where the keys are; null: the issuer publishes none.</param>
/// <param name="time">The clock.</param>
/// <remarks>Source: OpenID Connect Core §10.1.1.</remarks>
internal sealed class IssuerKeys(Func<HttpRequestMessage, CancellationToken, Task<WireAnswer>> transport, Uri? address, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private volatile KeySet held = new([], DateTimeOffset.MinValue);

    /// <summary>The keys that may have signed.</summary>
    /// <param name="keyId">The <c>kid</c> of the token.</param>
    /// <param name="algorithm">Its algorithm.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The keys; none when the issuer has none such.</returns>
    public async Task<ImmutableArray<PublicKey>> FindAsync(string? keyId, string algorithm, CancellationToken cancellation)
    {
        ImmutableArray<PublicKey> found = time.GetUtcNow() < held.Until ? Matching(keyId, algorithm) : [];
        if (found.IsEmpty && address is not null)
        {
            await RefreshAsync(cancellation);
            found = Matching(keyId, algorithm);
        }

        return found;
    }

    // A token without kid is checked against the only key of its algorithm, or not at all.
    private ImmutableArray<PublicKey> Matching(string? keyId, string algorithm)
    {
        ImmutableArray<PublicKey> fitting = [.. held.Keys.Where(key => key.Algorithm == algorithm && (keyId is null || key.KeyId == keyId))];
        return keyId is null && fitting.Length > 1 ? [] : fitting;
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        WireAnswer answer = await transport(request, cancellation);
        if (answer.IsSuccess && answer.Json is not null)
        {
            held = new KeySet(PublicKeys.Of(answer.Json.Value), time.GetUtcNow() + Life);
        }
    }

    private sealed record KeySet(ImmutableArray<PublicKey> Keys, DateTimeOffset Until);
}
