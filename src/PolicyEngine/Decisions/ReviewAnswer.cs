namespace MissionPolicy.Engine.Decisions;

/// <summary>What a reviewer says to a proposal.</summary>
public enum ReviewAnswer
{
    /// <summary>Nothing yet; only whether the reviewer may decide is asked.</summary>
    None,

    /// <summary>Yes.</summary>
    Approve,

    /// <summary>No.</summary>
    Deny,

    /// <summary>Not like this: the requester shall ask for less. It ends the proposal.</summary>
    Narrow,
}
