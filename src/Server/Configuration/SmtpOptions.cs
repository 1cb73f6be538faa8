namespace MissionPolicy.Server.Configuration;

/// <summary>The mail server (section <c>Notices:Smtp</c>).</summary>
internal sealed class SmtpOptions
{
    /// <summary>The host name; empty turns e-mail off.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>The port: 587 for <see cref="SmtpSecurity.StartTls"/>, 465 for <see cref="SmtpSecurity.Tls"/> at most servers.</summary>
    public int Port { get; set; } = 587;

    public SmtpSecurity Security { get; set; }

    /// <summary>Whether a certificate that was revoked is refused; it needs a connection to its authority.</summary>
    public bool CheckCertificateRevocation { get; set; } = true;

    /// <summary>The account; empty where the server asks for none.</summary>
    public string Username { get; set; } = string.Empty;

    public string Password { get; set; } = string.Empty;

    /// <summary>Who writes, as an address with or without a name.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>Whether e-mail is on.</summary>
    public bool IsConfigured => Host.Length > 0;
}
