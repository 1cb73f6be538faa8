using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;

namespace MissionPolicy.Server.Notices;

/// <summary>Writes to a person by e-mail that an application waits for an answer. Only a verified address is written to.</summary>
/// <remarks>The letter names the application and the purpose, and says nothing of what
/// exactly is asked. Source: RFC 5321; RFC 3207; RFC 8314.</remarks>
internal sealed class MailNotices(IOptions<NoticeOptions> options, IOptions<ServerOptions> server, TimeProvider time)
{
    private const string Subject = "An application asks for more than you approved";
    private const int Patience = 10_000;

    /// <summary>Sends.</summary>
    /// <param name="person">Whom to tell.</param>
    /// <param name="ask">What waits.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PingResult> SendAsync(Account person, DeferralAsk ask, CancellationToken cancellation)
    {
        SmtpOptions smtp = options.Value.Smtp;
        if (person is not { EmailVerified: true, Email: { } address } || !MailboxAddress.TryParse(address, out MailboxAddress? to))
        {
            // There is no address to tell this person at: My Missions says it all the same.
            return PingResult.Taken;
        }

        using MimeMessage letter = Letter(smtp, to, ask);
        try
        {
            using SmtpClient client = new() { Timeout = Patience, CheckCertificateRevocation = smtp.CheckCertificateRevocation };
            await client.ConnectAsync(smtp.Host, smtp.Port, SecurityOf(smtp.Security), cancellation);
            if (smtp.Username.Length > 0)
            {
                await client.AuthenticateAsync(smtp.Username, smtp.Password, cancellation);
            }

            await client.SendAsync(letter, cancellation);
            await client.DisconnectAsync(true, cancellation);
            return PingResult.Taken;
        }
        catch (SmtpCommandException fault) when ((int)fault.StatusCode >= 500)
        {
            return PingResult.Refused;
        }
        catch (Exception fault) when (fault is SmtpCommandException or SmtpProtocolException or AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or NotSupportedException or SocketException or IOException or TimeoutException)
        {
            return PingResult.Failed;
        }
    }

    private MimeMessage Letter(SmtpOptions smtp, MailboxAddress to, DeferralAsk ask)
    {
        MimeMessage letter = new() { Subject = Subject, Date = time.GetUtcNow() };
        letter.From.Add(MailboxAddress.Parse(smtp.From));
        letter.To.Add(to);
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        letter.Body = new TextPart("plain")
        {
            Text = $"""
                {ask.ClientName} asks for more than you approved.

                Purpose: {ask.Title}
                It waits for your answer until {FactText.End(ask.Until)}.

                Look at the question here: {server.Value.Url(ask.Url)}
                You find it under My Missions as well: {server.Value.Url("/missions")}

                Opening the page approves nothing. If you do not know the application, you need not do anything.
                """,
        };
        return letter;
    }

    private static SecureSocketOptions SecurityOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
