using System.Diagnostics;

namespace MissionPolicy.Server.Missions;

/// <summary>What redeeming an approval came to.</summary>
internal abstract record Activation
{
    private Activation()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="active">The Mission holds authority now.</param>
    /// <param name="failed">There is none.</param>
    public T Match<T>(Func<Active, T> active, Func<Failed, T> failed) => this switch
    {
        Active value => active(value),
        Failed value => failed(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The Mission holds authority now.</summary>
    /// <param name="Mission">The Mission.</param>
    public sealed record Active(Mission Mission) : Activation;

    /// <summary>There is none.</summary>
    /// <param name="Code">Why, for <c>mission_error</c>.</param>
    public sealed record Failed(string Code) : Activation;
}
