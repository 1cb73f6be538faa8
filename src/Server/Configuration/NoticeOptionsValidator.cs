using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;
using MissionPolicy.Server.Clients;

namespace MissionPolicy.Server.Configuration;

/// <summary>Refuses to start with a way of telling people that could not work or would say too much. Every mistake is named.</summary>
internal sealed class NoticeOptionsValidator : IValidateOptions<NoticeOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, NoticeOptions options)
    {
        string[] mistakes = [.. Smtp(options.Smtp), .. Webhook(options.Webhook)];
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Smtp(SmtpOptions smtp)
    {
        if (!smtp.IsConfigured)
        {
            yield break;
        }

        if (Uri.CheckHostName(smtp.Host) == UriHostNameType.Unknown)
        {
            yield return "Notices:Smtp:Host has to be a host name or an address.";
        }

        if (smtp.Port is < 1 or > IPEndPoint.MaxPort)
        {
            yield return $"Notices:Smtp:Port has to be from 1 to {IPEndPoint.MaxPort}.";
        }

        if (!MailboxAddress.TryParse(smtp.From, out _))
        {
            yield return "Notices:Smtp:From has to be an e-mail address.";
        }

        if (smtp.Security == SmtpSecurity.None && !IsLoopback(smtp.Host))
        {
            yield return "Notices:Smtp:Security None is for loopback only: what is sent names people and pages.";
        }
    }

    private static IEnumerable<string> Webhook(WebhookOptions webhook)
    {
        if (webhook.IsConfigured && !WebAddress.Is(webhook.Url))
        {
            yield return $"Notices:Webhook:Url has to be {WebAddress.Expected}.";
        }
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
