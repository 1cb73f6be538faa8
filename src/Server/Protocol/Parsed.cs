using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace MissionPolicy.Server.Protocol;

/// <summary>What reading outside input gave: a value or the standard error to answer.</summary>
/// <typeparam name="T">The value type.</typeparam>
internal abstract record Parsed<T>
    where T : notnull
{
    private Parsed()
    {
    }

    /// <summary>A value counts as parsed.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Parsed<T>(T value) => new Valid(value);

    /// <summary>An error counts as the answer.</summary>
    /// <param name="error">The error.</param>
    public static implicit operator Parsed<T>(OAuthError error) => new Refused(error);

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="TResult">The result type.</typeparam>
    /// <param name="valid">For the value.</param>
    /// <param name="refused">For the error.</param>
    public TResult Match<TResult>(Func<T, TResult> valid, Func<OAuthError, TResult> refused) => this switch
    {
        Valid answer => valid(answer.Value),
        Refused answer => refused(answer.Error),
        _ => throw new UnreachableException(),
    };

    /// <summary>Goes on with the value; an error stays what it is.</summary>
    /// <typeparam name="TNext">The type of the next step.</typeparam>
    /// <param name="next">The next step.</param>
    public Parsed<TNext> Bind<TNext>(Func<T, Parsed<TNext>> next)
        where TNext : notnull => Match(next, error => (Parsed<TNext>)error);

    /// <summary>For async callers that must return early.</summary>
    /// <param name="value">The value when true.</param>
    /// <param name="error">The error when false.</param>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out OAuthError? error)
    {
        (bool valid, value, error) = Match<(bool, T?, OAuthError?)>(v => (true, v, null), e => (false, default, e));
        return valid;
    }

    /// <summary>The input was good.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Valid(T Value) : Parsed<T>;

    /// <summary>The input was refused.</summary>
    /// <param name="Error">What to answer.</param>
    public sealed record Refused(OAuthError Error) : Parsed<T>;
}
