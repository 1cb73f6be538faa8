using System.Collections.Immutable;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Keys;

namespace MissionPolicy.Client.Authorize;

/// <summary>What a person is asked: a Mission (with a purpose in the context) or a sign-in (without one).</summary>
public sealed record MissionRequest
{
    /// <summary>The context to apply.</summary>
    public ClientContext? Context { get; init; }

    /// <summary>The scopes; <c>openid</c> has to be among them. <c>offline_access</c>
    /// asks for the refresh token that a Mission lives by.</summary>
    public string Scope { get; init; } = "openid offline_access";

    /// <summary>How the server may answer.</summary>
    public ResponseType ResponseType { get; init; } = ResponseType.Code;

    /// <summary>What is asked for by name, resume, approval of a Mission that waits, or a re-approval.</summary>
    public ImmutableArray<AuthorizationDetail> AuthorizationDetails { get; init; } = [];

    /// <summary>The sign-in that the operation needs; checked again when the answer is there.</summary>
    public Assurance Assurance { get; init; } = new();

    /// <summary>A hint at the account.</summary>
    public string? LoginHint { get; init; }

    /// <summary><c>prompt</c>, e.g. <c>login</c>.</summary>
    public string? Prompt { get; init; }

    /// <summary><c>query</c> when null; <c>form_post</c>.</summary>
    public string? ResponseMode { get; init; }

    /// <summary>The DPoP key; null makes a fresh one, which is right for a new Mission. A resume needs the Mission's own.</summary>
    public AgentKey? Key { get; init; }
}
