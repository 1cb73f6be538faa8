namespace MissionPolicy.Server.Pages.Missions;

/// <summary>The lists of My Missions, as their addresses name them.</summary>
internal static class MissionListNames
{
    public const string Live = "live";
    public const string All = "all";
    public const string Approved = "approved";
}
