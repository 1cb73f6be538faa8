namespace MissionPolicy.Engine.Rules;

/// <summary>Is called when rules could not be trusted, so that a host can log it, count it and report itself unhealthy.</summary>
/// <remarks>It cannot change the decision: the question is refused already, and what this throws is ignored.</remarks>
public interface IRulesObserver
{
    /// <summary>A question was answered with <see cref="RulesFault"/>.</summary>
    /// <param name="disagreement">Why.</param>
    void Faulted(RulesDisagreement disagreement);
}
