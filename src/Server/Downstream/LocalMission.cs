namespace MissionPolicy.Server.Downstream;

/// <summary>The local reference of another provider's Mission: not the Mission, only
/// the handle that local tokens are traced and stopped by.</summary>
/// <remarks>Source: id-jag digest §5, step 14.</remarks>
internal sealed record LocalMission
{
    /// <summary>The hash of issuer and handle.</summary>
    public required string Key { get; init; }

    public required string Issuer { get; init; }

    public required string MissionRef { get; init; }

    /// <summary>The family of every local token.</summary>
    public required string FamilyId { get; init; }

    /// <summary>The state that the home provider told last; anything but <c>active</c> stops honouring.</summary>
    public required string State { get; init; }

    /// <summary>The version that the home provider told last; 0 before it told any.</summary>
    public int Version { get; init; }

    /// <summary>The last second whose assertions are not redeemed any more: the home provider said then that
    /// the Mission changed, and an assertion of before may say too much. Null before it said so.</summary>
    public DateTimeOffset? AssertedAfter { get; init; }

    public required DateTimeOffset SeenAt { get; init; }
}
