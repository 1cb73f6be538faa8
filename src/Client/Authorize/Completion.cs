using System.Diagnostics;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tokens;

namespace MissionPolicy.Client.Authorize;

/// <summary>How an authorization ended.</summary>
public abstract record Completion
{
    private Completion()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="verified">There is a Mission, and the context is the one that was asked for.</param>
    /// <param name="signedIn">No Mission was asked for.</param>
    /// <param name="deferred">The decision comes later.</param>
    /// <param name="refused">Nothing may be used.</param>
    public T Match<T>(Func<Verified, T> verified, Func<SignedIn, T> signedIn, Func<Deferred, T> deferred, Func<Refused, T> refused) => this switch
    {
        Verified value => verified(value),
        SignedIn value => signedIn(value),
        Deferred value => deferred(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>The only case that holds a Mission.</summary>
    /// <param name="Mission">The Mission.</param>
    /// <param name="IdToken">The sign-in that it came from.</param>
    public sealed record Verified(Mission Mission, IdToken IdToken) : Completion;

    /// <summary>A plain sign-in: the request had no purpose.</summary>
    /// <param name="IdToken">The sign-in.</param>
    public sealed record SignedIn(IdToken IdToken) : Completion;

    /// <summary>Keep the record, then poll or wait.</summary>
    /// <param name="Authorization">The record.</param>
    /// <param name="Interim">A verified interim ID Token, when one came. It says who asks; it never makes a Mission.</param>
    public sealed record Deferred(DeferredAuthorization Authorization, IdToken? Interim) : Completion;

    /// <summary>Nothing may be used.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(CompletionRefusal Why) : Completion;

    internal static Completion No(CompletionRefusal why) => new Refused(why);
}
