using MissionPolicy.Engine.NRules;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>NRules decides, the compiled plan agrees.</summary>
public sealed class BothBackendsTests : BackendConformance
{
    private protected override IRuleSetBackend Backend { get; } =
        new AgreeingBackend(new NRulesBackend(NoAlarm.Instance), CompiledBackend.Instance, NoAlarm.Instance);
}
