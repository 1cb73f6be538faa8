using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>Facts that a test lists; every other fact is absent.</summary>
internal sealed class GivenFacts(IReadOnlyDictionary<FactName, FactValue> values) : IFacts
{
    public FactValue Get(FactName name) => values.TryGetValue(name, out FactValue value) ? value : FactValue.Absent;
}
