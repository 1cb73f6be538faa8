namespace MissionPolicy.Server.Configuration;

/// <summary>Which roles this process has (section <c>Roles</c>); at least one.</summary>
internal sealed class RoleOptions
{
    public const string Section = "Roles";

    /// <summary>OpenID Provider, home of Missions, decision point.</summary>
    public bool Provider { get; set; } = true;

    /// <summary>Authorization server of resources that redeems assertions of other providers.</summary>
    public bool ResourceServer { get; set; }
}
