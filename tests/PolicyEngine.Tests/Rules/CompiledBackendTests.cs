using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>The default backend.</summary>
public sealed class CompiledBackendTests : BackendConformance
{
    private protected override IRuleSetBackend Backend => CompiledBackend.Instance;
}
