namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>A question that a passkey has still to answer.</summary>
internal sealed record CeremonyRow
{
    /// <summary>The hash of the cookie's value.</summary>
    public required string Key { get; init; }

    /// <summary>Whether it registers a passkey (true) or signs in (false).</summary>
    public required bool IsRegistration { get; init; }

    /// <summary>The person it is for; null when anybody may answer.</summary>
    public required string? Subject { get; init; }

    /// <summary>The state of the framework's handler, with the challenge.</summary>
    public required string State { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
