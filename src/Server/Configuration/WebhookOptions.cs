namespace MissionPolicy.Server.Configuration;

/// <summary>The address that hears of waiting questions (section <c>Notices:Webhook</c>).</summary>
internal sealed class WebhookOptions
{
    /// <summary>The address: https, or http on loopback; empty turns it off.</summary>
    public string Url { get; set; } = string.Empty;

    /// <summary>Whether it may be a private address; for development, or where it lives in the same network.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Whether it is on.</summary>
    public bool IsConfigured => Url.Length > 0;
}
