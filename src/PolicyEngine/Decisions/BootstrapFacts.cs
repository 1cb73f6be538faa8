using System.Collections.Frozen;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What a bootstrap is decided on. Has no place for a requested context.</summary>
public sealed record BootstrapFacts
{
    /// <summary>The applied context, or null when the event carried none.</summary>
    public required AppliedContext? Context { get; init; }

    /// <summary>The sign-in, or null when nobody signed in.</summary>
    public required SignInFacts? SignIn { get; init; }

    /// <summary>The time of the decision.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Claims of the subject that the OP itself holds.</summary>
    public FrozenDictionary<string, FactValue> SubjectClaims { get; init; } = FrozenDictionary<string, FactValue>.Empty;

    /// <summary>The groups of the subject, <c>group:name</c>.</summary>
    public FrozenSet<string> SubjectGroups { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The tenants that the subject belongs to; null where the host does not
    /// know, then the entry alone says which tenants are allowed.</summary>
    public FrozenSet<string>? SubjectTenants { get; init; }

    /// <summary>The verified actor, or null.</summary>
    public VerifiedActor? Actor { get; init; }

    /// <summary>The actor that the client claims, or null. It can only raise the requirement.</summary>
    public AdvisoryActor? ClaimedActor { get; init; }

    /// <summary>The longest lifetime that the client's registration allows, or null.</summary>
    public TimeSpan? ClientMaxLifetime { get; init; }

    /// <summary>The Missions that the request names and what it wants of them.</summary>
    public HandoffRequest Handoff { get; init; } = HandoffRequest.None;

    /// <summary>What the client asks for by name. Null: what a Mission of the entry gets at its start, or, where an active Mission is
    /// named, what that one holds.</summary>
    public AskedAuthority? Asked { get; init; }

    /// <summary>Whether the person is still there and can be asked to sign in more strongly.</summary>
    public bool UserPresent { get; init; } = true;

    /// <summary>Whether the request allows a deferred answer.</summary>
    public bool DeferralAllowed { get; init; }

    /// <summary>What the host remembers of the questions that the client put to the person about this kind.</summary>
    public PromptFacts Prompts { get; init; } = PromptFacts.None;

    /// <summary>What the person said on the approval page.</summary>
    public UserAnswer Answer { get; init; }
}
