namespace MissionPolicy.Engine.Rules;

/// <summary>Whose fact a <see cref="FactName"/> names.</summary>
public enum FactScope
{
    /// <summary>The bootstrap or resume event: client, application, tenant, actor type, acr, lifetime.</summary>
    Event,

    /// <summary>A param of the applied context.</summary>
    Params,

    /// <summary>A claim of the authenticated subject.</summary>
    Subject,

    /// <summary>The fixed members of a discovered action: subject, tenant, resource, audience, operation, until, propagation.</summary>
    Frame,

    /// <summary>An attribute of a discovered action, named by the vocabulary.</summary>
    Action,
}
