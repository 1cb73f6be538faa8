using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>The backend on NRules.</summary>
public sealed class NRulesBackendTests : BackendConformance
{
    private protected override IRuleSetBackend Backend { get; } = new NRulesBackend(NoAlarm.Instance);
}
