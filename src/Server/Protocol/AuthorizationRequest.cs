using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>An authorization request as read from its parameters; well formed, not yet allowed.</summary>
/// <remarks>Source: OpenID Connect Core §3.1.2.1; RFC 6749 §4.1.1; RFC 7636 §4.3; RFC 8707 §2; RFC 9396 §2; RFC 9449 §10.</remarks>
internal sealed record AuthorizationRequest
{
    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required ResponseType ResponseType { get; init; }

    public ResponseMode ResponseMode { get; init; }

    /// <summary>The scopes, each once, sorted.</summary>
    public ValueArray<string> Scopes { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    /// <summary>The S256 challenge.</summary>
    public required string CodeChallenge { get; init; }

    /// <summary>The prompts, each once: <c>none</c> alone, or some of <c>login</c>, <c>consent</c>, <c>select_account</c>.</summary>
    public ValueArray<string> Prompts { get; init; }

    /// <summary>The greatest age of the sign-in, or null.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The wanted levels, in order of preference.</summary>
    public ValueArray<string> AcrValues { get; init; }

    public string? LoginHint { get; init; }

    public string? IdTokenHint { get; init; }

    /// <summary>The thumbprint of the key that the code is to be bound to.</summary>
    public string? DpopJkt { get; init; }

    /// <summary>The resources, in order.</summary>
    public ValueArray<string> Resources { get; init; }

    /// <summary>The authority that is asked for by name; null when none is.</summary>
    public AskedAuthority? Asked { get; init; }

    /// <summary>The details of type <c>mission</c> that name a Mission.</summary>
    /// <summary>Whether the client said that its token request is going to take a deferred answer.</summary>
    public bool IsDeferralHinted { get; init; }

    /// <summary>The details of type <c>mission</c>.</summary>
    public ValueArray<MissionDetail> MissionDetails { get; init; }

    /// <summary>What the client says about the context: untrusted; null when it sent none.</summary>
    public RequestedContext? Context { get; init; }
}
