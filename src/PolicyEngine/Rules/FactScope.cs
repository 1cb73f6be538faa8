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

    /// <summary>A place in the shape of a rule set that each Mission fills with a value of its own; the path is its number.</summary>
    Slot,

    /// <summary>A fact that the rules of an entry add up: a sum of numbers or a set of tags.</summary>
    Derived,

    /// <summary>What an existing Mission holds, beside the sign-in that wants to resume it.</summary>
    Held,

    /// <summary>A wish to cross to a downstream authorization server.</summary>
    Crossing,

    /// <summary>A level of the vocabulary by its name, as strong as the vocabulary of the question says.</summary>
    Level,
}
