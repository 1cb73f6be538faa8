using System.Diagnostics;

namespace MissionPolicy.Server.Keys;

/// <summary>One thing rotation has to do now. Activation needs no step: it follows from the time alone.</summary>
internal abstract record KeyRotationStep
{
    private KeyRotationStep()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="generate">Make and store a key.</param>
    /// <param name="retire">Remove a key.</param>
    public T Match<T>(Func<Generate, T> generate, Func<Retire, T> retire) => this switch
    {
        Generate step => generate(step),
        Retire step => retire(step),
        _ => throw new UnreachableException(),
    };

    /// <summary>Make a key.</summary>
    /// <param name="Algorithm">For this algorithm.</param>
    /// <param name="ActivatesAt">It signs from then on.</param>
    public sealed record Generate(SigningAlgorithm Algorithm, DateTimeOffset ActivatesAt) : KeyRotationStep;

    /// <summary>Remove a key: nothing it signed can still be valid.</summary>
    /// <param name="Kid">Which one.</param>
    public sealed record Retire(string Kid) : KeyRotationStep;
}
