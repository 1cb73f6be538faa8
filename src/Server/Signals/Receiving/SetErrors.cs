namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>The codes with which an event is refused.</summary>
/// <remarks>Source: RFC 8935 §2.4.</remarks>
internal static class SetErrors
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidKey = "invalid_key";
    public const string InvalidIssuer = "invalid_issuer";
    public const string InvalidAudience = "invalid_audience";
    public const string AuthenticationFailed = "authentication_failed";
}
