using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>For backends that have nothing to report; a fault shows as an answer that no reference gives.</summary>
internal sealed class NoAlarm : IRulesObserver
{
    public static NoAlarm Instance { get; } = new();

    public void Faulted(RulesDisagreement disagreement)
    {
    }
}
