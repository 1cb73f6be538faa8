using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>The facts of a wish to cross to a downstream authorization server.</summary>
public static class ProjectionFacts
{
    /// <summary>The issuer of the downstream authorization server.</summary>
    public static FactName Audience { get; } = new(FactScope.Crossing, "audience");

    /// <summary>The resource server there; absent for any.</summary>
    public static FactName At { get; } = new(FactScope.Crossing, "at");

    /// <summary>The resource classes that are wanted, as a set; absent for all.</summary>
    public static FactName Resources { get; } = new(FactScope.Crossing, "resources");

    /// <summary>One wanted resource class, in the question about it.</summary>
    public static FactName Resource { get; } = new(FactScope.Crossing, "resource");

    /// <summary>One wanted operation, in the question about it.</summary>
    public static FactName Operation { get; } = new(FactScope.Crossing, "operation");

    /// <summary>How many derivations away from the home authorization server.</summary>
    public static FactName Depth { get; } = new(FactScope.Crossing, "depth");

    /// <summary>Whether the Mission is provisional.</summary>
    public static FactName IsProvisional { get; } = new(FactScope.Crossing, "is_provisional");

    /// <summary>The time of the question.</summary>
    public static FactName Now { get; } = new(FactScope.Crossing, "now");

    /// <summary>The strength of the sign-in that the Mission rests on.</summary>
    public static FactName Acr { get; } = new(FactScope.Crossing, "acr");

    /// <summary>How old that sign-in is, as a duration; absent when it lies in the future.</summary>
    public static FactName SignInAge { get; } = new(FactScope.Crossing, "sign_in_age");

    /// <summary>Whether that sign-in happened in this very interaction.</summary>
    public static FactName IsSignInFresh { get; } = new(FactScope.Crossing, "is_sign_in_fresh");
}
