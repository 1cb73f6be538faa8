namespace MissionPolicy.Server.Protocol;

/// <summary>What <c>authorization_details</c> are sent for; it decides which members are needed and which are not allowed.</summary>
/// <remarks>Source: derivation digest §3.1; handoff digest §3.</remarks>
internal enum DetailUse
{
    /// <summary>An authorization request: names a Mission and what is to happen to it.</summary>
    Authorization,

    /// <summary>A token request: names one resource server, classes and operations there.</summary>
    Token,

    /// <summary>A request for an identity assertion: names the Mission, and may narrow.</summary>
    Projection,
}
