namespace MissionPolicy.Server.StatusLists;

/// <summary>The status of a token, by its value in a list of two bits.</summary>
/// <remarks>Source: draft-ietf-oauth-status-list §7.1.</remarks>
internal enum TokenStatus
{
    Valid = 0,

    /// <summary>It will not be valid again.</summary>
    Invalid = 1,

    /// <summary>It may be valid again.</summary>
    Suspended = 2,
}
