namespace MissionPolicy.Server.Missions;

/// <summary>What can happen to a Mission.</summary>
internal enum MissionEvent
{
    /// <summary>A rule or the person said yes.</summary>
    Approve,

    /// <summary>Reviewers have to decide.</summary>
    Submit,

    /// <summary>The person, a reviewer or the client said no.</summary>
    Deny,

    /// <summary>The client redeems what was granted.</summary>
    Activate,

    Suspend,

    Resume,

    Complete,

    Revoke,

    /// <summary>Reviewers did not approve what began provisionally.</summary>
    Withdraw,

    /// <summary>The end, the idle limit or a deadline was reached.</summary>
    Expire,
}
