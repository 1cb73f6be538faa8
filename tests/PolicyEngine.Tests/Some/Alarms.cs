using System.Collections.Concurrent;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>Keeps what a backend reports.</summary>
internal sealed class Alarms : IRulesObserver
{
    private readonly ConcurrentQueue<RulesDisagreement> raised = new();

    public IReadOnlyCollection<RulesDisagreement> Raised => raised;

    public void Faulted(RulesDisagreement disagreement) => raised.Enqueue(disagreement);
}
