namespace MissionPolicy.Server.Protocol;

/// <summary>How the answer reaches the client.</summary>
/// <remarks>Source: OAuth 2.0 Multiple Response Types §2.1; OAuth 2.0 Form Post Response Mode §2.</remarks>
internal enum ResponseMode
{
    /// <summary>In the query of the redirect.</summary>
    Query,

    /// <summary>In a form that the browser posts.</summary>
    FormPost,
}
