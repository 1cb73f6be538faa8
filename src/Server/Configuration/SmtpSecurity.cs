namespace MissionPolicy.Server.Configuration;

/// <summary>How the connection to a mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>TLS after a plain greeting, and nothing without it (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>No protection; on loopback only.</summary>
    None,
}
