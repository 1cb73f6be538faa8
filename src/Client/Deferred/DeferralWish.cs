using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Deferred;

/// <summary>That a token request takes a deferred answer.</summary>
/// <param name="Resource">The resource server of the request.</param>
/// <param name="NotificationToken">Secret: what the server is to show when it calls back; null when it is not to call.</param>
internal sealed record DeferralWish(string Resource, SecretText? NotificationToken)
{
    /// <summary>The wish of a request; null when the client takes its answers at once.</summary>
    public static DeferralWish? Of(MissionClientOptions options, string resource) => options.CompletionMode == CompletionMode.Deferred
        ? new DeferralWish(resource, options.WantsNotification ? SecretText.Random() : null)
        : null;

    /// <summary>Says so in a form.</summary>
    public static Form AddTo(Form form, DeferralWish? wish) => wish is null
        ? form
        : form.Add("completion_mode", "deferred").Add("client_notification_token", wish.NotificationToken?.Reveal());
}
