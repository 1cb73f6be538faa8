using System.Diagnostics;
using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn;

/// <summary>How checking a password ended.</summary>
internal abstract record PasswordAnswer
{
    private PasswordAnswer()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="TResult">The result type.</typeparam>
    /// <param name="right">The password is right.</param>
    /// <param name="wrong">It is not, or there is no such account, or it is disabled.</param>
    /// <param name="busy">Too many are being checked; nothing was found out.</param>
    public TResult Match<TResult>(Func<Account, TResult> right, Func<TResult> wrong, Func<TResult> busy) => this switch
    {
        Right answer => right(answer.Account),
        Wrong => wrong(),
        Busy => busy(),
        _ => throw new UnreachableException(),
    };

    /// <param name="Account">Whose it is.</param>
    public sealed record Right(Account Account) : PasswordAnswer;

    public sealed record Wrong : PasswordAnswer;

    public sealed record Busy : PasswordAnswer;
}
