using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;

namespace MissionPolicy.Evidence;

/// <summary>The personal part of a record, which can be erased: the record holds its salted digest only.</summary>
/// <param name="EventId">The record that it belongs to, by the <c>event_id</c> of its payload.</param>
/// <param name="Salt">Random, so that erased facts cannot be guessed from their digest.</param>
/// <param name="Facts">The facts, canonical JSON.</param>
public sealed record PersonalPart(string EventId, string Salt, string Facts)
{
    /// <summary>What the record says of it: SHA-256 over salt, a full stop and the facts.</summary>
    public string Digest => DigestOf(Salt, Facts);

    /// <summary>The digest of a personal part.</summary>
    /// <param name="salt">The salt.</param>
    /// <param name="facts">The facts, canonical JSON.</param>
    public static string DigestOf(string salt, string facts) => "sha-256:" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}.{facts}")));

    /// <summary>The line of an export.</summary>
    public byte[] Bytes() => Encoding.UTF8.GetBytes($$"""{"event_id":{{CanonicalJson.Quote(EventId)}},"facts":{{Facts}},"salt":{{CanonicalJson.Quote(Salt)}}}""");

    /// <summary>Reads a line.</summary>
    /// <param name="line">The bytes.</param>
    /// <param name="part">The part when true.</param>
    public static bool TryRead(ReadOnlyMemory<byte> line, [NotNullWhen(true)] out PersonalPart? part)
    {
        part = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind == JsonValueKind.Object && Text(json, "event_id") is { } id && Text(json, "salt") is { } salt
                && json.RootElement.TryGetProperty("facts", out JsonElement facts) && facts.ValueKind == JsonValueKind.Object)
            {
                part = new PersonalPart(id, salt, CanonicalJson.Serialize(facts));
            }
        }
        catch (Exception wrong) when (wrong is JsonException or CanonicalFormException or InvalidOperationException)
        {
            return false;
        }

        return part is not null;
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
