namespace MissionPolicy.Engine.Analysis;

/// <summary>The side of a purpose that a difference is about.</summary>
public enum DiffDimension
{
    /// <summary>The purpose as a whole: it was added or removed.</summary>
    Purpose,

    /// <summary>Which clients may use it.</summary>
    Clients,

    /// <summary>Which applications may use it.</summary>
    Applications,

    /// <summary>In which tenants.</summary>
    Tenants,

    /// <summary>Which params are accepted, and which of them govern.</summary>
    Params,

    /// <summary>The sign-in that is needed: the base requirement, step-up rules and a verified actor.</summary>
    Authentication,

    /// <summary>Who says yes: nobody, the user or reviewers.</summary>
    Approval,

    /// <summary>How reviewers decide.</summary>
    Review,

    /// <summary>What may be done: class, server, operation and bounds.</summary>
    Authority,

    /// <summary>What nobody may even ask for.</summary>
    Never,

    /// <summary>How long a Mission lasts, and how long it may be silent.</summary>
    Lifetime,

    /// <summary>Where a Mission may be taken to, and what crosses.</summary>
    Propagation,

    /// <summary>When a running Mission may be taken up again.</summary>
    Resume,

    /// <summary>What the author's rules refuse, ask for and take away, where nothing else of the entry changed about it.</summary>
    Rules,

    /// <summary>What a later change of the entry does to Missions that live.</summary>
    OnChange,
}
