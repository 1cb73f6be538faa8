using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Protects what a deferred request keeps and must not be read at rest.</summary>
internal sealed class DeferredSeal(FieldProtection protection)
{
    public const string Claim = "deferred.claim";
    public const string AuthId = "deferred.auth_id";
    public const string Token = "deferred.notification_token";
    public const string Comment = "deferred.comment";
    public const string Shown = "deferred.shown";
    public const string DeferralCode = "deferred.deferral_code";
    public const string Wish = "deferred.wish";
    public const string Entrance = "deferred.entrance";

    public string Seal(string field, string clear) => protection.Protect(field, clear);

    /// <summary>The text of a field.</summary>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public string? Open(string field, string? stored) =>
        stored is null ? null
        : protection.TryUnprotect(field, stored, out string? clear) ? clear
        : throw new InvalidOperationException($"A field {field} cannot be opened: the key ring is lost or the row was altered.");
}
