using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.NRules;

/// <summary>What one fired rule wrote for one question. A linked fact: it goes when the question goes.</summary>
/// <remarks>A class without equality of its own, as <see cref="Question"/> is.</remarks>
/// <param name="question">The question.</param>
/// <param name="writer">The rule that fired.</param>
internal sealed class Contribution(Question question, Writer writer)
{
    private int Order => writer.Order;

    private Rule Rule => writer.Rule;

    /// <summary>Whether it belongs to a question.</summary>
    /// <param name="other">The question.</param>
    public bool IsOf(Question other) => ReferenceEquals(question, other);

    /// <summary>Whether it was written to one of these derived facts.</summary>
    /// <param name="facts">The facts' names.</param>
    public bool IsTo(ValueArray<FactName> facts) => facts.Contains(writer.Fact);

    /// <summary>The rules that wrote, in the order in which the layers of the set fire them; NRules may have fired them in
    /// another.</summary>
    /// <param name="written">What was written.</param>
    public static ImmutableArray<Rule> Writers(IEnumerable<Contribution> written) =>
        [.. written.OrderBy(part => part.Order).Select(part => part.Rule)];
}
