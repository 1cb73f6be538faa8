namespace MissionPolicy.Server.Authorize;

/// <summary>What a person is in the middle of: from the authorization request to its answer.</summary>
internal sealed record Interaction
{
    /// <summary>The hash of the handle in the address.</summary>
    public required string Handle { get; init; }

    /// <summary>The hash of the browser's secret: only the browser that began may go on.</summary>
    public required string Browser { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The parameters of the request, protected.</summary>
    public required string Parameters { get; init; }

    /// <summary>The hash of the pushed request that it came from, or null.</summary>
    public string? Pushed { get; init; }

    /// <summary>When the last interaction that may still begin from the same pushed request is over; null without one.</summary>
    public DateTimeOffset? LastTwinEndsAt { get; init; }

    /// <summary>The key that the request is bound to, or null.</summary>
    public string? DpopJkt { get; init; }

    /// <summary>The deferred token request that is to be decided here, by its internal
    /// key; null where the answer goes to the client.</summary>
    public string? Deferral { get; init; }

    /// <summary>When the request does not wait for that any more; null without one.</summary>
    public DateTimeOffset? DeferralEndsAt { get; init; }

    /// <summary>What the approval page showed last, or null before it showed anything.</summary>
    public ShownApproval? Shown { get; init; }

    /// <summary>Whether the person went on without the level that <c>acr_values</c>
    /// wishes for; nothing else of the sign-in is excused by it.</summary>
    public bool WithoutWishedLevel { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
