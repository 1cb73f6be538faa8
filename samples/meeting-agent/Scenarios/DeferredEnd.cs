namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>How a deferred request comes to its end.</summary>
internal enum DeferredEnd
{
    /// <summary>Both reviewers agree.</summary>
    Approved,

    /// <summary>The first reviewer says no.</summary>
    Denied,

    /// <summary>The agent gives it up.</summary>
    Cancelled,

    /// <summary>Nobody decides in time.</summary>
    Expired,
}
