using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>Facts that cannot be read.</summary>
internal sealed class ThrowingFacts : IFacts
{
    public FactValue Get(FactName name) => throw new TimeoutException("secret value");
}
