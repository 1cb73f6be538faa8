using System.Collections.Frozen;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Context;

/// <summary>Everything that may compile into an envelope, and nothing else.</summary>
/// <remarks>Source: article, "Mapping Applied Context Into Mission Inputs", governance inputs.</remarks>
public sealed record GoverningInputs
{
    /// <summary>The applied context.</summary>
    public required AppliedContext Context { get; init; }

    /// <summary>The authenticated subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Claims of the subject that the OP itself holds, text or text set.</summary>
    public FrozenDictionary<string, FactValue> SubjectClaims { get; init; } = FrozenDictionary<string, FactValue>.Empty;

    /// <summary>The verified actor, or null.</summary>
    public VerifiedActor? Actor { get; init; }

    /// <summary>What the client asks for by name; null for what a Mission of the entry gets at its start.</summary>
    public AskedAuthority? Asked { get; init; }

    /// <summary>The longest lifetime that the client's registration allows, or null.</summary>
    public TimeSpan? ClientMaxLifetime { get; init; }

    /// <summary>The time of the event.</summary>
    public required DateTimeOffset Now { get; init; }

    internal FactValue Fact(FactName name) => name.Scope switch
    {
        FactScope.Params => Context.Facts.Get(name.Path),
        FactScope.Subject => SubjectClaims.TryGetValue(name.Path, out FactValue claim) ? claim : FactValue.Absent,
        _ => FactValue.Absent,
    };
}
