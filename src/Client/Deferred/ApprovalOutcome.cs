using System.Diagnostics;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tokens;

namespace MissionPolicy.Client.Deferred;

/// <summary>How a deferred token request ended.</summary>
public abstract record ApprovalOutcome
{
    private ApprovalOutcome()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="approved">There is a new Mission, and the token that was asked for.</param>
    /// <param name="refused">Nothing may be used; the old Mission stands where nothing else ended it.</param>
    public T Match<T>(Func<Approved, T> approved, Func<Refused, T> refused) => this switch
    {
        Approved value => approved(value),
        Refused value => refused(value),
        _ => throw new UnreachableException(),
    };

    /// <summary>Approved, and verified: the applied context is the one that the person was asked for.</summary>
    /// <param name="Mission">The new Mission; the old one is over.</param>
    /// <param name="Token">The token that was asked for.</param>
    /// <param name="IdToken">The sign-in of the approval.</param>
    public sealed record Approved(Mission Mission, MissionToken Token, IdToken IdToken) : ApprovalOutcome;

    /// <summary>Nothing may be used.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(CompletionRefusal Why) : ApprovalOutcome;

    internal static ApprovalOutcome No(CompletionRefusal why) => new Refused(why);
}
