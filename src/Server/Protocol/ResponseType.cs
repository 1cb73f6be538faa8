namespace MissionPolicy.Server.Protocol;

/// <summary>What an authorization request asks for.</summary>
/// <remarks>Source: RFC 6749 §4.1.1; DTR 1.0, response types.</remarks>
internal enum ResponseType
{
    /// <summary><c>code</c>.</summary>
    Code,

    /// <summary><c>deferred_code</c>: always deferred.</summary>
    DeferredCode,

    /// <summary><c>deferred_code code</c>: whichever the server can give.</summary>
    DeferredCodeOrCode,
}
