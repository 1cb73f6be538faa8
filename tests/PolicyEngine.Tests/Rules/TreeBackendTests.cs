using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>The backend of the tests.</summary>
public sealed class TreeBackendTests : BackendConformance
{
    private protected override IRuleSetBackend Backend { get; } = new TreeBackend();
}
