using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Clients;

/// <summary>Chooses the registered keys that may have signed something.</summary>
internal static class ClientKeys
{
    private static readonly Lazy<PublicJwk> NobodysEc = new(() => Nobodys(SigningAlgorithm.ES256));
    private static readonly Lazy<PublicJwk> NobodysRsa = new(() => Nobodys(SigningAlgorithm.PS256));

    /// <summary>The keys to try: those of the algorithm whose <c>kid</c> is not another.</summary>
    /// <param name="client">The client, or null when there is none.</param>
    /// <param name="jws">The signed token.</param>
    /// <returns>At least one key; where none comes into question, one of nobody, so that the answer takes as long.</returns>
    public static ImmutableArray<PublicJwk> Candidates(Client? client, CompactJws jws)
    {
        string? kid = jws.KeyId;
        ImmutableArray<PublicJwk> keys = client is null ? [] : [.. client.Keys.Where(key => key.Algorithm == jws.Algorithm && (kid is null || key.Kid is null || key.Kid == kid))];
        return keys.IsEmpty ? [jws.Algorithm == SigningAlgorithm.ES256 ? NobodysEc.Value : NobodysRsa.Value] : keys;
    }

    private static PublicJwk Nobodys(SigningAlgorithm algorithm)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            SigningKey.Import(algorithm, SigningKey.Generate(algorithm)).WritePublic(writer);
        }

        return PublicJwk.TryParse(JsonElement.Parse(buffer.WrittenSpan), out PublicJwk? key, out string problem)
            ? key!
            : throw new InvalidOperationException(problem);
    }
}
