namespace MissionPolicy.Server.Configuration;

/// <summary>How people hear that an application waits for their answer (section
/// <c>Notices</c>). Nothing is sent until a way is configured.</summary>
internal sealed class NoticeOptions
{
    public const string Section = "Notices";

    /// <summary>By e-mail.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>By a signed call.</summary>
    public WebhookOptions Webhook { get; set; } = new();
}
