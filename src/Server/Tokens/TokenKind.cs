namespace MissionPolicy.Server.Tokens;

/// <summary>What was issued.</summary>
internal enum TokenKind
{
    /// <summary>An access token (RFC 9068).</summary>
    Access,

    /// <summary>An ID Token of a bootstrap event.</summary>
    Identity,

    /// <summary>An ID Token before a decision (DTR 1.0).</summary>
    InterimIdentity,

    /// <summary>An ID-JAG.</summary>
    Assertion,
}
