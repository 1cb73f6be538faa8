namespace MissionPolicy.Engine.Catalog;

/// <summary>Who has to say yes, from the mildest to the strictest.</summary>
public enum ApprovalMode
{
    /// <summary>A policy rule approves; the person only signs in.</summary>
    Auto,

    /// <summary>The signed-in person approves on the approval page.</summary>
    User,

    /// <summary>Reviewers approve, deferred.</summary>
    Review,
}
