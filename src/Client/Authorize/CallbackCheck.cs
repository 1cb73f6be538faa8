namespace MissionPolicy.Client.Authorize;

/// <summary>The checks of an authorization answer, in the order in which they run.</summary>
/// <remarks>Source: RFC 6749 §4.1.2; RFC 9207 §2.4; Deferred Token Response 1.0, redirect.</remarks>
public enum CallbackCheck
{
    /// <summary>No parameters, too long, or a parameter twice.</summary>
    Form,

    /// <summary><c>state</c> is missing or another: the answer belongs to another request.</summary>
    State,

    /// <summary><c>iss</c> is another issuer, or missing although the server always sends it: a mix-up.</summary>
    Issuer,

    /// <summary>Neither an error nor a code, or both kinds of code, or a kind that was not asked for.</summary>
    Code,

    /// <summary>The record was made for another server or client.</summary>
    Record,
}
