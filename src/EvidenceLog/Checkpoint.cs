using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MissionPolicy.Evidence;

/// <summary>What a signed checkpoint says: at this time the log had these records, in this order, and no others.</summary>
/// <param name="Issuer">Whose log.</param>
/// <param name="Size">How many records.</param>
/// <param name="Root">The root hash over them.</param>
/// <param name="At">When it was signed (UTC, whole seconds).</param>
public sealed record Checkpoint(string Issuer, long Size, TreeHash Root, DateTimeOffset At)
{
    /// <summary>The <c>typ</c> of a signed checkpoint; nothing else that the issuer signs carries it.</summary>
    public const string Type = "mission-evidence-checkpoint+jwt";

    /// <summary>Writes the claims into an open object.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("iss", Issuer);
        writer.WriteNumber("iat", At.ToUnixTimeSeconds());
        writer.WriteNumber("tree_size", Size);
        writer.WriteString("root_hash", Root.ToString());
    }

    /// <summary>Reads the claims.</summary>
    /// <param name="claims">The payload of the signed checkpoint.</param>
    /// <param name="checkpoint">The checkpoint when true.</param>
    public static bool TryRead(JsonElement claims, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (claims.ValueKind == JsonValueKind.Object
            && claims.TryGetProperty("iss", out JsonElement issuer) && issuer.ValueKind == JsonValueKind.String
            && Whole(claims, "iat") is { } at && at <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && Whole(claims, "tree_size") is { } size
            && claims.TryGetProperty("root_hash", out JsonElement root) && root.ValueKind == JsonValueKind.String
            && TreeHash.TryParse(root.GetString(), out TreeHash hash))
        {
            checkpoint = new Checkpoint(issuer.GetString()!, size, hash, DateTimeOffset.FromUnixTimeSeconds(at));
        }

        return checkpoint is not null;
    }

    private static long? Whole(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= 0 ? number : null;
}
