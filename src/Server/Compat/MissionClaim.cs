using System.Text.Json;

namespace MissionPolicy.Server.Compat;

/// <summary>The claim <c>mission</c> of the later drafts.</summary>
/// <remarks>Source: draft oauth-mission, the mission claim; compatibility digest §1.</remarks>
/// <param name="Id">The handle: the value of <c>mission_ref</c>.</param>
/// <param name="Issuer">Who keeps the Mission.</param>
/// <param name="AuthorityHash">The anchor of its Authority Set.</param>
internal sealed record MissionClaim(string Id, string Issuer, string AuthorityHash)
{
    public const string Name = "mission";

    /// <summary>Writes the claim, if there is one.</summary>
    /// <param name="writer">Stands inside an object.</param>
    /// <param name="claim">The claim, or null.</param>
    public static void Write(Utf8JsonWriter writer, MissionClaim? claim)
    {
        if (claim is not null)
        {
            writer.WriteStartObject(Name);
            writer.WriteString("id", claim.Id);
            writer.WriteString("issuer", claim.Issuer);
            writer.WriteString("authority_hash", claim.AuthorityHash);
            writer.WriteEndObject();
        }
    }

    /// <summary>Writes the claim of a token as introspection tells it: with the state, which only the issuer knows.</summary>
    /// <param name="writer">Stands inside an object.</param>
    /// <param name="claim">The claim as the token has it.</param>
    /// <param name="state">The effective state, in the words of the wire.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement claim, string state)
    {
        writer.WriteStartObject(Name);
        foreach (JsonProperty member in claim.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteString("state", state);
        writer.WriteEndObject();
    }
}
