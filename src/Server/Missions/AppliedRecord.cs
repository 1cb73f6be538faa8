namespace MissionPolicy.Server.Missions;

/// <summary>The applied context as a Mission keeps it: what the ID Token carries, and the values to build a re-approval from.</summary>
/// <remarks>Source: client-context digest §5, §10.</remarks>
internal sealed record AppliedRecord
{
    /// <summary>The <c>client_context</c> claim, canonical JSON.</summary>
    public required string Claim { get; init; }

    public string? Application { get; init; }

    public required string Tenant { get; init; }

    /// <summary>All validated params, canonical JSON.</summary>
    public required string Params { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public TimeSpan? MaxDuration { get; init; }
}
