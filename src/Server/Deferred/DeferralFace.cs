namespace MissionPolicy.Server.Deferred;

/// <summary>By which protocol a request was deferred. A handle of one face is unknown to the other.</summary>
internal enum DeferralFace
{
    /// <summary>OpenID Connect Deferred Token Response: the redirect was deferred.</summary>
    OpenId,

    /// <summary>OAuth Deferred Token Response (IETF): the token request was deferred.</summary>
    Ietf,
}
