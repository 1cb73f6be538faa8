namespace MissionPolicy.Engine.Catalog;

/// <summary>What a changed entry does to Missions that live. Source: article, "Purpose Catalog Requirement".</summary>
public enum ChangeRule
{
    /// <summary>The Mission goes on with what lies in its own envelope and in the one that the entry would give it now.</summary>
    Narrow,

    /// <summary>The Mission goes on with its own envelope, as long as the purpose is in the catalog.</summary>
    Keep,

    /// <summary>The Mission is suspended until a person approves it anew under the entry as it is now.</summary>
    Suspend,
}
