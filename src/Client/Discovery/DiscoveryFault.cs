namespace MissionPolicy.Client.Discovery;

/// <summary>What is wrong with the metadata of an issuer.</summary>
public enum DiscoveryFault
{
    /// <summary>The issuer is neither https nor http of this machine, or has a query or fragment.</summary>
    IssuerRefused,

    /// <summary>Neither well-known place has a document.</summary>
    NotFound,

    /// <summary>The answer is a redirect, an error, too large, or no JSON object.</summary>
    Unreadable,

    /// <summary>The document is about another issuer.</summary>
    IssuerMismatch,

    /// <summary>A member that is needed is missing.</summary>
    MemberMissing,

    /// <summary>An endpoint is no acceptable address, or not https although the issuer is.</summary>
    EndpointRefused,
}
