using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>The Token Status List (section <c>StatusLists</c>).</summary>
/// <remarks>Source: draft-ietf-oauth-status-list §5, §13.7.</remarks>
internal sealed class StatusListOptions
{
    public const string Section = "StatusLists";

    /// <summary>Whether access tokens for resources name their place in a status list.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long a consumer may go on with a copy, in seconds: the <c>ttl</c>.</summary>
    [Range(1, 3600)]
    public int TtlSeconds { get; set; } = 15;

    /// <summary>How long a copy may be relied upon at all, in seconds from its signature: the distance of <c>exp</c>.</summary>
    [Range(10, 86_400)]
    public int LifetimeSeconds { get; set; } = 300;
}
