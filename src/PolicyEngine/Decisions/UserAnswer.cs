namespace MissionPolicy.Engine.Decisions;

/// <summary>What the person said on the approval page.</summary>
public enum UserAnswer
{
    /// <summary>Not asked yet.</summary>
    None,

    /// <summary>Yes.</summary>
    Approved,

    /// <summary>No.</summary>
    Declined,
}
