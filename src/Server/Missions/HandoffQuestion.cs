using System.Collections.Immutable;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>An authentication event that wants to become, approve or resume a Mission.</summary>
internal sealed record HandoffQuestion
{
    public required Client Client { get; init; }

    /// <summary>The request's context: only applied, never decided on.</summary>
    public required RequestedContext Requested { get; init; }

    /// <summary>The Missions that the request names.</summary>
    public ImmutableArray<MissionDetail> Named { get; init; } = [];

    /// <summary>The authority that the request asks for by name; null when it asks for none.</summary>
    public AskedAuthority? Asked { get; init; }

    /// <summary>The key that the request was bound to, or null.</summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>Under which name the question is counted as one: the request that asks it; null where no page is shown for it.</summary>
    public string? AskedAs { get; init; }

    /// <summary>Whether it was counted when it was put into the person's list: its page is no second question.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Who signed in, or null when nobody did.</summary>
    public string? Subject { get; init; }

    public SignInRecord? SignIn { get; init; }

    /// <summary>Whether the sign-in happened in this very interaction.</summary>
    public bool InThisInteraction { get; init; }

    /// <summary>Whether the person can still be asked to sign in more strongly.</summary>
    public bool UserPresent { get; init; } = true;

    public bool DeferralAllowed { get; init; }

    public UserAnswer Answer { get; init; }
}
