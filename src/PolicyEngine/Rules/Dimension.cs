namespace MissionPolicy.Engine.Rules;

/// <summary>What a rule guards. The seven boundary dimensions are the rows of the article's table; the rest belong to bootstrap.</summary>
public enum Dimension
{
    /// <summary>The object and its attributes inside the param bounds.</summary>
    Object,

    /// <summary>The subject acted for.</summary>
    Subject,

    /// <summary>The tenant.</summary>
    Tenant,

    /// <summary>The operation and its strength.</summary>
    Operation,

    /// <summary>The resource class.</summary>
    ResourceClass,

    /// <summary>How long.</summary>
    Lifetime,

    /// <summary>How far downstream.</summary>
    Propagation,

    /// <summary>Which client may ask.</summary>
    Client,

    /// <summary>Which application may ask.</summary>
    Application,

    /// <summary>The strength and freshness of the sign-in.</summary>
    Authentication,

    /// <summary>Who has to approve.</summary>
    Approval,

    /// <summary>The acting actor.</summary>
    Actor,

    /// <summary>The params as a whole.</summary>
    Params,

    /// <summary>The state of the Mission.</summary>
    State,

    /// <summary>What the rules of an entry's author find together.</summary>
    Rules,
}
