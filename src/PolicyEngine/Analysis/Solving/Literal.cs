using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>A test that has to hold, or has to fail.</summary>
internal readonly record struct Literal(Condition.Test Test, bool Holds)
{
    public IEnumerable<FactName> Facts => Test.Operand is Operand.Reference reference ? [Test.Fact, reference.Fact] : [Test.Fact];

    public bool IsMet(IReadOnlyDictionary<FactName, FactValue> model) => Compare.Holds(
        Test.Comparison,
        model[Test.Fact],
        Test.Operand.Match(literal => literal.Value, reference => model[reference.Fact])) == Holds;

    // Sound, not complete: what stays is left to the search for values.
    public bool Contradicts(Literal other) => Test.Fact == other.Test.Fact && (Holds, other.Holds) switch
    {
        (true, true) => Implication.Holds(Test, new Condition.Not(other.Test)) || Implication.Holds(other.Test, new Condition.Not(Test)),
        (true, false) => Implication.Holds(Test, other.Test),
        (false, true) => Implication.Holds(other.Test, Test),
        _ => false,
    };
}
