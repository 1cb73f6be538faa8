using System.Collections.Immutable;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Signals;

/// <summary>The event types, by URI.</summary>
/// <remarks>Source: SSF 1.0 §8.1.4, §8.1.5; CAEP 1.0 §3; RISC 1.0 §2; signals digest §3.</remarks>
internal static class SignalEvents
{
    public const string Verification = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    public const string StreamUpdated = "https://schemas.openid.net/secevent/ssf/event-type/stream-updated";

    public const string SessionRevoked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    public const string TokenClaimsChange = "https://schemas.openid.net/secevent/caep/event-type/token-claims-change";
    public const string CredentialChange = "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    public const string AccountDisabled = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
    public const string AccountPurged = "https://schemas.openid.net/secevent/risc/event-type/account-purged";
    public const string CredentialCompromise = "https://schemas.openid.net/secevent/risc/event-type/credential-compromise";
    public const string SessionsRevoked = "https://schemas.openid.net/secevent/risc/event-type/sessions-revoked";

    /// <summary>What a stream may be asked to carry. Verification and stream-updated come on every stream.</summary>
    /// <param name="options">Where the URI of Mission events is configured.</param>
    public static ImmutableArray<string> Supported(SignalOptions options) =>
        [options.MissionEventUri, SessionRevoked, TokenClaimsChange, CredentialChange];
}
