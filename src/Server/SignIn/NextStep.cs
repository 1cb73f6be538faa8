using System.Diagnostics;

namespace MissionPolicy.Server.SignIn;

/// <summary>What is still missing of a sign-in.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Finds what is missing and asks for nothing else.</summary>
    /// <param name="request">What is needed.</param>
    /// <param name="user">Who is signed in, if anybody.</param>
    /// <param name="levels">The levels.</param>
    /// <param name="now">The time.</param>
    public static NextStep Decide(SignInRequest request, SignedInUser? user, AssuranceLevels levels, DateTimeOffset now)
    {
        if (user is null || !request.IsFresh(user.Session.AuthenticatedAt, now))
        {
            return new SignIn();
        }

        if (levels.Satisfies(user.Session.Acr, request.Acr))
        {
            return new Done();
        }

        bool code = levels.Reaches(SignInMethod.OneTimeCode, request.Acr);
        bool passkey = levels.Reaches(SignInMethod.Passkey, request.Acr);
        return (code && user.Account.TotpSecret is not null, passkey && !user.Account.Passkeys.IsEmpty) switch
        {
            (true, bool other) => new OneTimeCode(other),
            (false, true) => new Passkey(),
            _ => new Cannot(code, passkey),
        };
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="TResult">The result type.</typeparam>
    /// <param name="done">Nothing is missing.</param>
    /// <param name="signIn">Nobody is signed in, or too long ago.</param>
    /// <param name="oneTimeCode">A code is missing.</param>
    /// <param name="passkey">A passkey is missing.</param>
    /// <param name="cannot">The account cannot reach the level.</param>
    public TResult Match<TResult>(
        Func<TResult> done, Func<TResult> signIn, Func<OneTimeCode, TResult> oneTimeCode, Func<TResult> passkey, Func<Cannot, TResult> cannot) => this switch
        {
            Done => done(),
            SignIn => signIn(),
            OneTimeCode step => oneTimeCode(step),
            Passkey => passkey(),
            Cannot step => cannot(step),
            _ => throw new UnreachableException(),
        };

    /// <summary>The page that asks for it.</summary>
    /// <param name="request">What is needed.</param>
    /// <param name="now">The time.</param>
    public string Url(SignInRequest request, DateTimeOffset now) => Match(
        () => request.Return,
        () => request.Fixed(now).Url(SignInPaths.SignIn),
        _ => request.Fixed(now).Url(SignInPaths.OneTimeCode),
        () => request.Fixed(now).Url(SignInPaths.Passkey),
        _ => request.Fixed(now).Url(SignInPaths.Cannot));

    public sealed record Done : NextStep;

    public sealed record SignIn : NextStep;

    /// <param name="PasskeyToo">Whether a passkey would do as well.</param>
    public sealed record OneTimeCode(bool PasskeyToo) : NextStep;

    public sealed record Passkey : NextStep;

    /// <param name="ByCode">Whether an authenticator app would do.</param>
    /// <param name="ByPasskey">Whether a passkey would do.</param>
    public sealed record Cannot(bool ByCode, bool ByPasskey) : NextStep;
}
