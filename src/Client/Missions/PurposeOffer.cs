using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;

namespace MissionPolicy.Client.Missions;

/// <summary>A purpose that this client may request and that covers what was asked.</summary>
public sealed record PurposeOffer
{
    /// <summary>The purpose kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The title on the approval page.</summary>
    public string? Title { get; init; }

    /// <summary>What a Mission of it may do on the resource classes that were asked for.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>The tenant to ask for.</summary>
    public string? Tenant { get; init; }

    /// <summary>The params that follow from what was asked: a JSON object.</summary>
    public required JsonElement Params { get; init; }

    /// <summary>The required params that do not follow from it.</summary>
    public ImmutableArray<string> ParamsToFill { get; init; } = [];

    /// <summary>What the request has to ask for by name, because a Mission of the purpose does not start with it; usually empty.</summary>
    public ImmutableArray<AuthorizationDetail> AuthorizationDetails { get; init; } = [];

    /// <summary>Whether reviewers decide, so that the request has to allow a deferred answer.</summary>
    public bool IsDeferred { get; init; }
}
