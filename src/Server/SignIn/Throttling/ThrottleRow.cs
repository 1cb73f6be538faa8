namespace MissionPolicy.Server.SignIn.Throttling;

/// <summary>Attempts on one account or from one address that did not succeed.</summary>
internal sealed record ThrottleRow
{
    public required string Key { get; init; }

    public required int Failures { get; init; }

    /// <summary>No attempt is looked at before this time.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
