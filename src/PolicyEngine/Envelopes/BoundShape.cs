using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>All that is asked of one attribute, as one plain shape that a person or a resource server can read.</summary>
internal abstract record BoundShape
{
    private BoundShape()
    {
    }

    public T Match<T>(Func<Exactly, T> exactly, Func<Among, T> among, Func<Only, T> only, Func<Beginning, T> beginning, Func<Between, T> between, Func<Other, T> other) =>
        this switch
        {
            Exactly value => exactly(value),
            Among value => among(value),
            Only value => only(value),
            Beginning value => beginning(value),
            Between value => between(value),
            Other value => other(value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>One value of any kind but a set.</summary>
    public sealed record Exactly(FactValue Value) : BoundShape;

    /// <summary>A text that is one of these; none of them when the set is empty.</summary>
    public sealed record Among(FactValue Texts) : BoundShape;

    /// <summary>A set whose members all are among these.</summary>
    public sealed record Only(FactValue Texts) : BoundShape;

    /// <summary>A text that begins so.</summary>
    public sealed record Beginning(string Prefix) : BoundShape;

    /// <summary>A number, instant or duration between two ends; an end that is absent is open.</summary>
    public sealed record Between(BoundEnd Low, BoundEnd High) : BoundShape;

    /// <summary>Anything else, as the condition that it is.</summary>
    public sealed record Other(Condition Holds) : BoundShape;
}
