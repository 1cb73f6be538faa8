using MissionPolicy.Engine.Canonical;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Grants;

/// <summary>Opens the protected <c>client_context</c> claim of a code or refresh token.</summary>
internal static class Claims
{
    /// <summary>The digest by which a claim is known again; null for none.</summary>
    public static string? DigestOf(string? claim) => claim is null ? null : Digest.Of(claim);

    /// <summary>The claim.</summary>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public static string? Open(FieldProtection protection, string field, string? stored) =>
        stored is null ? null
        : protection.TryUnprotect(field, stored, out string? claim) ? claim
        : throw new InvalidOperationException($"A field {field} cannot be opened: the key ring is lost or the row was altered.");
}
