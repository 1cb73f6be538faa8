namespace MissionPolicy.Engine.Rules;

/// <summary>The right side of a comparison.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="literal">For a value written in the catalog.</param>
    /// <param name="reference">For a fact that is read when the rule is asked.</param>
    public T Match<T>(Func<Literal, T> literal, Func<Reference, T> reference) => this switch
    {
        Literal value => literal(value),
        Reference value => reference(value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A value written in the catalog, or bound from a param when the envelope was built.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Literal(FactValue Value) : Operand;

    /// <summary>Another fact: a governing param (<c>params.calendar</c>) or a claim of the subject (<c>subject.department</c>).</summary>
    /// <param name="Fact">The fact's name.</param>
    public sealed record Reference(FactName Fact) : Operand;
}
