using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>One transmitter whose events are taken (list <c>Signals:Transmitters</c>).</summary>
internal sealed class SignalTransmitterOptions
{
    /// <summary>Its issuer identifier: the <c>iss</c> of its events.</summary>
    [Required]
    public string Issuer { get; set; } = string.Empty;

    /// <summary>The <c>aud</c> of events for this server; empty for its issuer identifier.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>A file with its JSON Web Key Set; empty: the keys of its metadata.</summary>
    public string JwksPath { get; set; } = string.Empty;

    /// <summary>Whether it may sign with RS256, which the CAEP interoperability profile demands and everything else here refuses.</summary>
    public bool AllowRs256 { get; set; }

    /// <summary>The bearer token that it has to push with; empty: it may not push.</summary>
    public string PushToken { get; set; } = string.Empty;

    /// <summary>Where its events are polled (RFC 8936); empty: they are not.</summary>
    public string PollUrl { get; set; } = string.Empty;

    /// <summary>The <c>Authorization</c> header of polls.</summary>
    public string PollAuthorization { get; set; } = string.Empty;

    /// <summary>The pause after a poll that failed, in seconds.</summary>
    [Range(1, 3600)]
    public int PollRetrySeconds { get; set; } = 10;

    /// <summary>What a disabled account, a compromised credential or revoked sessions do to the Missions of that person here: <c>ignore</c>, <c>suspend</c> or <c>revoke</c>.</summary>
    [RegularExpression("^(ignore|suspend|revoke)$")]
    public string OnAccountEvent { get; set; } = "ignore";
}
