using System.Globalization;

namespace MissionPolicy.Engine.Rules;

/// <summary>The name of a fact: a scope and a path, for example <c>params.window.from</c> or <c>action.calendar</c>.</summary>
/// <remarks>The scopes are closed (<see cref="FactScope"/>); names inside <c>params</c>, <c>action</c> and <c>subject</c> are the catalog's own.</remarks>
/// <param name="Scope">Whose fact it is.</param>
/// <param name="Path">The member, dots between nested members.</param>
public readonly record struct FactName(FactScope Scope, string Path) : IComparable<FactName>
{
    // One number that the path means in its scope, so that reading the fact needs no comparison of texts.
    private readonly int number = Scope switch
    {
        FactScope.Frame => (int)FrameMembers.Of(Path),
        FactScope.Slot => int.Parse(Path, NumberStyles.None, CultureInfo.InvariantCulture),
        _ => 0,
    };

    /// <summary>The member of an action's frame that this names.</summary>
    internal FrameMember Member => Scope == FactScope.Frame ? (FrameMember)number : FrameMember.None;

    /// <summary>The number of the slot that this names.</summary>
    internal int Slot => number;

    /// <summary>The client that asks (<c>client</c>).</summary>
    public static FactName Client { get; } = new(FactScope.Event, "client");

    /// <summary>The application of the applied context (<c>application</c>).</summary>
    public static FactName Application { get; } = new(FactScope.Event, "application");

    /// <summary>The tenant of the applied context (<c>tenant</c>).</summary>
    public static FactName Tenant { get; } = new(FactScope.Event, "tenant");

    /// <summary>The kind of actor, claimed or verified (<c>actor_type</c>).</summary>
    public static FactName ActorType { get; } = new(FactScope.Event, "actor_type");

    /// <summary>Whether the actor was verified independently of the client's claim.</summary>
    public static FactName ActorVerified { get; } = new(FactScope.Event, "actor_verified");

    /// <summary>The strength of the sign-in (<c>acr</c>).</summary>
    public static FactName Acr { get; } = new(FactScope.Event, "acr");

    /// <summary>The requested lifetime, as a duration (<c>lifetime</c>).</summary>
    public static FactName RequestedLifetime { get; } = new(FactScope.Event, "lifetime");

    /// <summary>The subject acted for in an action.</summary>
    public static FactName ActionSubject { get; } = new(FactScope.Frame, "subject");

    /// <summary>The tenant acted in.</summary>
    public static FactName ActionTenant { get; } = new(FactScope.Frame, "tenant");

    /// <summary>The resource class acted on.</summary>
    public static FactName ActionResource { get; } = new(FactScope.Frame, "resource");

    /// <summary>The resource server acted at.</summary>
    public static FactName ActionAudience { get; } = new(FactScope.Frame, "audience");

    /// <summary>The operation.</summary>
    public static FactName ActionOperation { get; } = new(FactScope.Frame, "operation");

    /// <summary>The time of the question.</summary>
    public static FactName ActionAt { get; } = new(FactScope.Frame, "at");

    /// <summary>Until when the action wants to hold authority.</summary>
    public static FactName ActionUntil { get; } = new(FactScope.Frame, "until");

    /// <summary>The downstream AS that the action wants to reach.</summary>
    public static FactName ActionPropagationAudience { get; } = new(FactScope.Frame, "propagation_audience");

    /// <summary>How many derivations away from the home AS the action is.</summary>
    public static FactName ActionPropagationDepth { get; } = new(FactScope.Frame, "propagation_depth");

    /// <summary>A param of the purpose.</summary>
    /// <param name="path">The member path, dots between nested members.</param>
    public static FactName Param(string path) => new(FactScope.Params, path);

    /// <summary>A claim of the authenticated subject.</summary>
    /// <param name="claim">The claim's name.</param>
    public static FactName SubjectClaim(string claim) => new(FactScope.Subject, claim);

    /// <summary>An attribute of the discovered action.</summary>
    /// <param name="attribute">The attribute's name in the vocabulary.</param>
    public static FactName Attribute(string attribute) => new(FactScope.Action, attribute);

    /// <summary>A slot of a shape.</summary>
    /// <param name="number">Its number, from 0.</param>
    public static FactName OfSlot(int number) => new(FactScope.Slot, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A fact that rules add up.</summary>
    /// <param name="name">Its name in the entry.</param>
    public static FactName OfDerived(string name) => new(FactScope.Derived, name);

    /// <summary>A level of the vocabulary.</summary>
    /// <param name="name">Its name, for example <c>phr</c>.</param>
    public static FactName OfLevel(string name) => new(FactScope.Level, name);

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(FactName left, FactName right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(FactName left, FactName right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(FactName left, FactName right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(FactName left, FactName right) => left.CompareTo(right) >= 0;

    /// <summary>Orders by scope, then path, ordinally.</summary>
    /// <param name="other">The other name.</param>
    public int CompareTo(FactName other) =>
        Scope != other.Scope ? Scope.CompareTo(other.Scope) : string.CompareOrdinal(Path, other.Path);

    /// <summary>The name as the catalog writes it.</summary>
    public override string ToString() => Scope switch
    {
        FactScope.Params => "params." + Path,
        FactScope.Subject => "subject." + Path,
        FactScope.Action => "action." + Path,
        FactScope.Slot => "slot." + Path,
        FactScope.Derived => "derived." + Path,
        FactScope.Held => "mission." + Path,
        _ => Path,
    };
}
