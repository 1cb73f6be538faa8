using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>The strength of the sign-in that a purpose asks for.</summary>
public sealed record AuthenticationRule
{
    /// <summary>What every sign-in must meet.</summary>
    public required StrengthRequirement Require { get; init; }

    /// <summary>Whether the purpose needs an actor that was verified independently of the client's claim.</summary>
    public bool VerifiedActor { get; init; }

    /// <summary>What raises the requirement; every matching rule applies.</summary>
    public ValueArray<StepUpRule> StepUp { get; init; }
}
