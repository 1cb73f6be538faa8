using System.Diagnostics;

namespace MissionPolicy.Server.Authorize;

/// <summary>What the person has to do next.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="signIn">Sign in, or sign in more strongly.</param>
    /// <param name="approve">Look at the approval page.</param>
    /// <param name="answer">Nothing: the client gets its answer.</param>
    /// <param name="gone">Nothing: the interaction is over or of another browser.</param>
    public T Match<T>(Func<SignIn, T> signIn, Func<Approve, T> approve, Func<Answer, T> answer, Func<Gone, T> gone) => this switch
    {
        SignIn value => signIn(value),
        Approve value => approve(value),
        Answer value => answer(value),
        Gone value => gone(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Sign in.</summary>
    /// <param name="Acr">The level to reach, or null when any will do.</param>
    /// <param name="MaxAge">The greatest age, or null.</param>
    /// <param name="LoginHint">Who is expected, or null.</param>
    public sealed record SignIn(string? Acr, TimeSpan? MaxAge, string? LoginHint) : NextStep;

    /// <summary>Approve.</summary>
    public sealed record Approve : NextStep;

    /// <summary>Answer.</summary>
    /// <param name="Value">The answer; the interaction is over.</param>
    public sealed record Answer(AuthorizationAnswer Value) : NextStep;

    /// <summary>Gone.</summary>
    public sealed record Gone : NextStep;
}
