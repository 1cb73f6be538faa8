namespace MissionPolicy.Engine.Decisions;

/// <summary>What the host's own record says about the Mission and the caller, apart from the envelope.</summary>
[Flags]
public enum MissionStandings
{
    /// <summary>Active, and asked by the actor and key that it is bound to.</summary>
    Good = 0,

    /// <summary>Not in a state that holds authority.</summary>
    NotActive = 1,

    /// <summary>Another actor asks.</summary>
    OtherActor = 2,

    /// <summary>Another key asks.</summary>
    OtherKey = 4,

    /// <summary>The entry was withdrawn from the catalog.</summary>
    CatalogWithdrawn = 8,

    /// <summary>The person declined the same crossing a short while ago.</summary>
    RecentlyDeclined = 16,

    /// <summary>The Mission's sign-in does not meet what the audience of the action asks for.</summary>
    SignInTooWeak = 32,

    /// <summary>The client put as many questions of this kind to the person as the entry allows.</summary>
    AskedTooOften = 64,

    /// <summary>The person stopped the questions of this client about this kind.</summary>
    AskingStopped = 128,

    /// <summary>The entry changed, and has Missions suspended then until a person approves them anew.</summary>
    CatalogChanged = 256,

    /// <summary>The entry changed, and as it is now it gives the Mission nothing.</summary>
    CatalogNarrowed = 512,
}
