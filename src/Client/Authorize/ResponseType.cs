namespace MissionPolicy.Client.Authorize;

/// <summary>How the server may answer an authorization request.</summary>
/// <remarks>Source: RFC 6749 §3.1.1; Deferred Token Response 1.0.</remarks>
public enum ResponseType
{
    /// <summary>With a code, while the person is there: <c>code</c>.</summary>
    Code,

    /// <summary>Later: <c>deferred_code</c>.</summary>
    DeferredCode,

    /// <summary>As the server decides: <c>deferred_code code</c>.</summary>
    Either,
}
